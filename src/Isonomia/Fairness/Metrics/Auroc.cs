using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The probability that a positive scores higher than a negative, ties counting one half.</summary>
    /// <remarks>Definition: P(s⁺ &gt; s⁻) + ½ P(s⁺ = s⁻). Undefined: no_positives, no_negatives.</remarks>
    public static Metric Auroc { get; } = new(
        "auroc",
        "Area under the ROC curve",
        "P(s⁺ > s⁻) + ½ P(s⁺ = s⁻)",
        FairnessSources.HanleyMcNeil,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.RankProblem is { } problem
                ? problem
                : Statistic.Of(s.ConcordantWeight / (s.Positives * s.Negatives))))
    {
        Null = NullStratum.LabelProfile,
    };
}
