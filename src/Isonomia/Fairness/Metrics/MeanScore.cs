using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean score of all rows.</summary>
    /// <remarks>Definition: Σ w s / Σ w. Undefined: empty_group.</remarks>
    public static Metric MeanScore { get; } = new(
        "mean_score",
        "Mean score",
        "Σ w s / Σ w",
        FairnessSources.Fairlearn,
        ValueRange.Real,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.PositiveScoreSum + s.NegativeScoreSum, s.Weight, UndefinedReason.EmptyGroup)));
}
