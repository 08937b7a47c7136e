using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What follows from the logistic recalibration curve p̂(s) = 1 / (1 + exp(−(a + b logit s))).</summary>
/// <remarks>Source: specification §3.</remarks>
internal static class LogisticCalibration
{
    internal static double Curve(in CalibrationFit fit, double score) =>
        LogisticRecalibration.Inverse(fit.Intercept + (fit.Slope * LogisticRecalibration.Logit(score)));

    /// <summary>Why there is no curve, or null where there is one.</summary>
    internal static UndefinedReason? Problem(in BinarySummary s) =>
        s.ProbabilityProblem ?? s.ClassProblem ?? (s.Calibration.HasConstantScore ? UndefinedReason.ConstantScore
            : s.Calibration.IsConverged ? null
            : UndefinedReason.NotConverged);

    internal static Statistic MeanDistance(in BinaryRows rows, Func<double, double> distance)
    {
        var summary = BinarySummary.Compute(rows);
        if (Problem(summary) is { } problem)
        {
            return problem;
        }

        CompensatedSum sum = default;
        for (int i = 0; i < rows.Count; i++)
        {
            sum.Add(rows.Weights[i] * distance(Curve(summary.Calibration, rows.Scores[i]) - rows.Scores[i]));
        }

        return Statistic.Of(sum.Value / summary.Weight);
    }
}
