using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// How much log odds of the label change with those of the score; below 1 the scores are too extreme.
    /// </summary>
    /// <remarks>
    /// Definition: slope of the logistic regression of y on logit s, s clipped to [1e-6, 1 − 1e-6]. Undefined:
    /// single_class, not_a_probability, constant_score, not_converged.
    /// </remarks>
    public static Metric CalibrationSlope { get; } = new(
        "cal_slope",
        "Calibration slope",
        "slope of the logistic regression of y on logit s, s clipped to [1e-6, 1 − 1e-6]",
        FairnessSources.Cox,
        ValueRange.Real,
        Direction.CloserToOne,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            LogisticCalibration.Problem(s) is { } problem ? problem : Statistic.Of(s.Calibration.Slope)))
    {
        Null = NullStratum.LabelProfile,
    };
}
