using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>
    /// How far the calibration curve of the group stands from that of all rows, over the group’s scores.
    /// </summary>
    /// <remarks>
    /// Definition: mean over g of |p̂_g(s) − p̂_all(s)|, p̂ the logistic recalibration curve. Undefined: as the
    /// logistic recalibration of either.
    /// </remarks>
    public static PairMetric RelativeCalibrationError { get; } = new(
        "rce_logistic",
        "Relative calibration error",
        "mean over g of |p̂_g(s) − p̂_all(s)|, p̂ the logistic recalibration curve",
        FairnessSources.Zhang,
        Direction.LowerIsBetter,
        PairScope.Everybody,
        static (in BinaryRows own, in BinaryRows other) =>
            RelativeCalibrationErrorOf(own, other));

    private static Statistic RelativeCalibrationErrorOf(in BinaryRows own, in BinaryRows other)
    {
        BinarySummary summary = BinarySummary.Compute(own), all = BinarySummary.Compute(other);
        if ((LogisticCalibration.Problem(summary) ?? LogisticCalibration.Problem(all)) is { } problem)
        {
            return problem;
        }

        CompensatedSum sum = default;
        for (int i = 0; i < own.Count; i++)
        {
            double distance = LogisticCalibration.Curve(summary.Calibration, own.Scores[i])
                - LogisticCalibration.Curve(all.Calibration, own.Scores[i]);
            sum.Add(own.Weights[i] * Math.Abs(distance));
        }

        return sum.Value / summary.Weight;
    }
}
