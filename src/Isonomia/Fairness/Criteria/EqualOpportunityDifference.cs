namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the sensitivity of the best-served group lies above that of the worst-served.</summary>
    /// <remarks>Definition: gap of tpr. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityDifference { get; } = new(
        "equal_opportunity_difference",
        "Equal opportunity difference",
        "gap of tpr",
        FairnessSources.Hardt,
        Direction.LowerIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap)],
        Combine.Only);
}
