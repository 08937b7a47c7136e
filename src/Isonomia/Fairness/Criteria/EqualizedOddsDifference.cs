namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The larger of the gaps of sensitivity and of false positive rate.</summary>
    /// <remarks>Definition: max(gap of tpr, gap of fpr). Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualizedOddsDifference { get; } = new(
        "equalized_odds_difference@worst_case",
        "Equalized odds difference",
        "max(gap of tpr, gap of fpr)",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap), new(Metric.FalsePositiveRate, Disparity.Gap)],
        Combine.Largest)
    {
        IsDefaultVariant = true,
    };
}
