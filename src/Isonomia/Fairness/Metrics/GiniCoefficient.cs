using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The AUROC rescaled so that chance is 0.</summary>
    /// <remarks>Definition: 2 auroc − 1. Undefined: no_positives, no_negatives.</remarks>
    public static Metric GiniCoefficient { get; } = new(
        "gini_coefficient",
        "Gini coefficient",
        "2 auroc − 1",
        FairnessSources.HanleyMcNeil,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.RankProblem is { } problem
                ? problem
                : Statistic.Of((2 * s.ConcordantWeight / (s.Positives * s.Negatives)) - 1)))
    {
        Null = NullStratum.LabelProfile,
    };
}
