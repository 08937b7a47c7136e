namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the ratios to overall of sensitivity and of false positive rate.</summary>
    /// <remarks>
    /// Definition: mean of ratio_to_overall of tpr and of fpr. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualizedOddsRatioMeanToOverall { get; } = new(
        "equalized_odds_ratio@mean_to_overall",
        "Equalized odds ratio to overall (mean)",
        "mean of ratio_to_overall of tpr and of fpr",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [
            new(Metric.TruePositiveRate, Disparity.RatioToOverall),
            new(Metric.FalsePositiveRate, Disparity.RatioToOverall),
        ],
        Combine.Mean)
    {
        Margin = 0.8,
    };
}
