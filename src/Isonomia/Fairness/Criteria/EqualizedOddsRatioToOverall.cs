namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The smaller of the ratios to overall of sensitivity and of false positive rate.</summary>
    /// <remarks>
    /// Definition: min of ratio_to_overall of tpr and of fpr. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualizedOddsRatioToOverall { get; } = new(
        "equalized_odds_ratio@worst_case_to_overall",
        "Equalized odds ratio to overall",
        "min of ratio_to_overall of tpr and of fpr",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [
            new(Metric.TruePositiveRate, Disparity.RatioToOverall),
            new(Metric.FalsePositiveRate, Disparity.RatioToOverall),
        ],
        Combine.Smallest)
    {
        Margin = 0.8,
    };
}
