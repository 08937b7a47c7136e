using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean score of positives (AIF360: generalized true positive rate).</summary>
    /// <remarks>Definition: Σ⁺ w s / W⁺. Undefined: no_positives.</remarks>
    public static Metric MeanScorePositive { get; } = new(
        "mean_score_positive",
        "Mean score of positives",
        "Σ⁺ w s / W⁺",
        FairnessSources.Kleinberg,
        ValueRange.Real,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.PositiveScoreSum, s.Positives, UndefinedReason.NoPositives)))
    {
        Null = NullStratum.WithPositive,
    };
}
