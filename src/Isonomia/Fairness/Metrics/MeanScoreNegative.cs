using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean score of negatives (AIF360: generalized false positive rate).</summary>
    /// <remarks>Definition: Σ⁻ w s / W⁻. Undefined: no_negatives.</remarks>
    public static Metric MeanScoreNegative { get; } = new(
        "mean_score_negative",
        "Mean score of negatives",
        "Σ⁻ w s / W⁻",
        FairnessSources.Kleinberg,
        ValueRange.Real,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.NegativeScoreSum, s.Negatives, UndefinedReason.NoNegatives)))
    {
        Null = NullStratum.WithNegative,
    };
}
