using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How far the mean score of positives lies above that of negatives.</summary>
    /// <remarks>Definition: mean s⁺ − mean s⁻. Undefined: no_positives, no_negatives.</remarks>
    public static Metric ScoreSeparation { get; } = new(
        "score_separation",
        "Score separation",
        "mean s⁺ − mean s⁻",
        FairnessSources.Kleinberg,
        ValueRange.Real,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.RankProblem is { } problem
                ? problem
                : Statistic.Of((s.PositiveScoreSum / s.Positives) - (s.NegativeScoreSum / s.Negatives))))
    {
        Null = NullStratum.LabelProfile,
    };
}
