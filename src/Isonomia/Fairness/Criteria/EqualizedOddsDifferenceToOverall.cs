namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The larger of the distances to overall of sensitivity and of false positive rate.</summary>
    /// <remarks>
    /// Definition: max of difference_to_overall of tpr and of fpr. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualizedOddsDifferenceToOverall { get; } = new(
        "equalized_odds_difference@worst_case_to_overall",
        "Equalized odds difference to overall",
        "max of difference_to_overall of tpr and of fpr",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [
            new(Metric.TruePositiveRate, Disparity.DifferenceToOverall),
            new(Metric.FalsePositiveRate, Disparity.DifferenceToOverall),
        ],
        Combine.Largest);
}
