namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the distances to overall of sensitivity and of false positive rate.</summary>
    /// <remarks>
    /// Definition: mean of difference_to_overall of tpr and of fpr. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualizedOddsDifferenceMeanToOverall { get; } = new(
        "equalized_odds_difference@mean_to_overall",
        "Equalized odds difference to overall (mean)",
        "mean of difference_to_overall of tpr and of fpr",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [
            new(Metric.TruePositiveRate, Disparity.DifferenceToOverall),
            new(Metric.FalsePositiveRate, Disparity.DifferenceToOverall),
        ],
        Combine.Mean);
}
