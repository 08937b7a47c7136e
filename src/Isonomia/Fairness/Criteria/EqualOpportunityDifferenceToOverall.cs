namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the sensitivity of the furthest group lies from that of all rows.</summary>
    /// <remarks>Definition: difference_to_overall of tpr. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityDifferenceToOverall { get; } = new(
        "equal_opportunity_difference@to_overall",
        "Equal opportunity difference to overall",
        "difference_to_overall of tpr",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [new(Metric.TruePositiveRate, Disparity.DifferenceToOverall)],
        Combine.Only);
}
