using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The squared calibration error minus what sampling alone adds; it may be negative.</summary>
    /// <remarks>
    /// Definition: Σ over bins with n_b &gt; 1 of (n_b / n) [(mean s_b − mean y_b)² − ȳ_b (1 − ȳ_b) / (n_b − 1)], bins
    /// as ece@fixed01. Undefined: empty_group, not_a_probability.
    /// </remarks>
    public static Metric NoiseCorrectedSquaredCalibrationError { get; } = new(
        "ce2_debiased",
        "Noise-corrected squared calibration error",
        "Σ over bins with n_b > 1 of (n_b / n) [(mean s_b − mean y_b)² − ȳ_b (1 − ȳ_b) / (n_b − 1)], bins"
        + " as ece@fixed01",
        FairnessSources.Kumar,
        ValueRange.SignedUnit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Of(new CalibrationErrors(s.Bins).NoiseCorrected)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
