using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the observed frequency lies above the mean score.</summary>
    /// <remarks>Definition: mean y − mean s. Undefined: empty_group, not_a_probability.</remarks>
    public static Metric CalibrationInTheLarge { get; } = new(
        "calibration_in_the_large",
        "Calibration in the large",
        "mean y − mean s",
        FairnessSources.VanCalster,
        ValueRange.SignedUnit,
        Direction.CloserToZero,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Of((s.Positives - s.PositiveScoreSum - s.NegativeScoreSum) / s.Weight)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
    };
}
