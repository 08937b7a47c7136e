namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The smaller of the ratios of sensitivity and of false positive rate.</summary>
    /// <remarks>Definition: min(ratio of tpr, ratio of fpr). Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualizedOddsRatio { get; } = new(
        "equalized_odds_ratio@worst_case",
        "Equalized odds ratio",
        "min(ratio of tpr, ratio of fpr)",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.TruePositiveRate, Disparity.Ratio), new(Metric.FalsePositiveRate, Disparity.Ratio)],
        Combine.Smallest)
    {
        IsDefaultVariant = true,
        Margin = 0.8,
    };
}
