using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean distance of the score from the label.</summary>
    /// <remarks>Definition: Σ w |s − y| / Σ w. Undefined: empty_group, not_a_probability.</remarks>
    public static Metric ScoreMae { get; } = new(
        "score_mae",
        "Mean absolute error of the scores",
        "Σ w |s − y| / Σ w",
        FairnessSources.Fairlearn,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ProbabilityProblem is { } problem
                ? problem
                : Statistic.Of((s.NegativeScoreSum + s.Positives - s.PositiveScoreSum) / s.Weight)))
    {
        Null = NullStratum.LabelProfile,
    };
}
