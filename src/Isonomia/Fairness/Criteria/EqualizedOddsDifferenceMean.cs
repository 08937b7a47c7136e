namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean of the gaps of sensitivity and of false positive rate.</summary>
    /// <remarks>Definition: ½ (gap of tpr + gap of fpr). Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualizedOddsDifferenceMean { get; } = new(
        "equalized_odds_difference@mean",
        "Equalized odds difference (mean)",
        "½ (gap of tpr + gap of fpr)",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap), new(Metric.FalsePositiveRate, Disparity.Gap)],
        Combine.Mean);
}
