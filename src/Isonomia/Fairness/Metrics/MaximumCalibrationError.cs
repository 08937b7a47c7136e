using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The largest distance of confidence and frequency in any bin.</summary>
    /// <remarks>
    /// Definition: max_b |mean s_b − mean y_b|, bins as ece@fixed01. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric MaximumCalibrationError { get; } = new(
        "mce",
        "Maximum calibration error",
        "max_b |mean s_b − mean y_b|, bins as ece@fixed01",
        FairnessSources.Naeini,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem : Statistic.Of(new CalibrationErrors(s.Bins).Maximum)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
