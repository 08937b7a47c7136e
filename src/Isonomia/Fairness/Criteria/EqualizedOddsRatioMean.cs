namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the ratios of sensitivity and of false positive rate.</summary>
    /// <remarks>Definition: ½ (ratio of tpr + ratio of fpr). Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualizedOddsRatioMean { get; } = new(
        "equalized_odds_ratio@mean",
        "Equalized odds ratio (mean)",
        "½ (ratio of tpr + ratio of fpr)",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.TruePositiveRate, Disparity.Ratio), new(Metric.FalsePositiveRate, Disparity.Ratio)],
        Combine.Mean)
    {
        Margin = 0.8,
    };
}
