using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The distance of confidence and frequency averaged over non-empty bins, each counting the same.
    /// </summary>
    /// <remarks>
    /// Definition: mean over non-empty bins of |mean s_b − mean y_b|, bins as ece@fixed01. Undefined: empty_group,
    /// not_a_probability.
    /// </remarks>
    public static Metric UnweightedCalibrationError { get; } = new(
        "ace_unweighted",
        "Average calibration error",
        "mean over non-empty bins of |mean s_b − mean y_b|, bins as ece@fixed01",
        FairnessSources.Guo,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Of(new CalibrationErrors(s.Bins).Unweighted)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
