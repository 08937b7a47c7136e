namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the most often selected group lies above the least often selected.</summary>
    /// <remarks>Definition: gap of selection_rate. Undefined where a part is, with its reason.</remarks>
    public static Criterion DemographicParityDifference { get; } = new(
        "demographic_parity_difference",
        "Demographic parity difference",
        "gap of selection_rate",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [new(Metric.SelectionRate, Disparity.Gap)],
        Combine.Only);
}
