using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How many positives occur for each one that the scores expect.</summary>
    /// <remarks>
    /// Definition: Σ w y / Σ w s. Undefined: empty_group, not_a_probability; zero_denominator where every score is 0.
    /// </remarks>
    public static Metric ObservedExpectedRatio { get; } = new(
        "oe_ratio",
        "Observed to expected ratio",
        "Σ w y / Σ w s",
        FairnessSources.VanCalster,
        ValueRange.NonNegative,
        Direction.CloserToOne,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Ratio(s.Positives, s.PositiveScoreSum + s.NegativeScoreSum)))
    {
        Null = NullStratum.LabelProfile,
    };
}
