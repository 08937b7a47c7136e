using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>Whether scores are too high (positive) or too low on average.</summary>
    /// <remarks>
    /// Definition: Σ_b (n_b / n) (mean s_b − mean y_b) = mean s − mean y. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric SignedCalibrationError { get; } = new(
        "ce_signed",
        "Signed calibration error",
        "Σ_b (n_b / n) (mean s_b − mean y_b) = mean s − mean y",
        FairnessSources.Guo,
        ValueRange.SignedUnit,
        Direction.CloserToZero,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem ? problem : Statistic.Of(new CalibrationErrors(s.Bins).Signed)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
