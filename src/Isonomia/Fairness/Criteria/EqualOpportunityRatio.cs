namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The lowest sensitivity as a share of the highest.</summary>
    /// <remarks>Definition: ratio of tpr. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityRatio { get; } = new(
        "equal_opportunity_ratio",
        "Equal opportunity ratio",
        "ratio of tpr",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.TruePositiveRate, Disparity.Ratio)],
        Combine.Smallest)
    {
        Margin = 0.8,
    };
}
