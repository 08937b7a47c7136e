namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The smallest ratio between the sensitivity of a group and of all rows.</summary>
    /// <remarks>Definition: ratio_to_overall of tpr. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityRatioToOverall { get; } = new(
        "equal_opportunity_ratio@to_overall",
        "Equal opportunity ratio to overall",
        "ratio_to_overall of tpr",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.TruePositiveRate, Disparity.RatioToOverall)],
        Combine.Smallest)
    {
        Margin = 0.8,
    };
}
