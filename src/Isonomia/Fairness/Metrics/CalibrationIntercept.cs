using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The log odds of the label where the score is one half.</summary>
    /// <remarks>
    /// Definition: intercept of the logistic regression of y on logit s, s clipped to [1e-6, 1 − 1e-6]. Undefined:
    /// single_class, not_a_probability, constant_score, not_converged.
    /// </remarks>
    public static Metric CalibrationIntercept { get; } = new(
        "cal_intercept",
        "Calibration intercept",
        "intercept of the logistic regression of y on logit s, s clipped to [1e-6, 1 − 1e-6]",
        FairnessSources.Cox,
        ValueRange.Real,
        Direction.CloserToZero,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            LogisticCalibration.Problem(s) is { } problem ? problem : Statistic.Of(s.Calibration.Intercept)))
    {
        Null = NullStratum.LabelProfile,
    };
}
