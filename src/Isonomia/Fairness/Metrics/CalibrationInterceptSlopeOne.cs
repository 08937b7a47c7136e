using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the log odds of the label lie above those of the score on average.</summary>
    /// <remarks>
    /// Definition: intercept of the logistic regression of y with offset logit s. Undefined: single_class,
    /// not_a_probability, not_converged.
    /// </remarks>
    public static Metric CalibrationInterceptSlopeOne { get; } = new(
        "cal_intercept_slope1",
        "Calibration intercept at slope 1",
        "intercept of the logistic regression of y with offset logit s",
        FairnessSources.VanCalster,
        ValueRange.Real,
        Direction.CloserToZero,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem
            : s.ClassProblem is { } single ? single
            : !s.Calibration.IsOffsetConverged ? UndefinedReason.NotConverged
            : Statistic.Of(s.Calibration.InterceptAtSlopeOne)))
    {
        Null = NullStratum.LabelProfile,
    };
}
