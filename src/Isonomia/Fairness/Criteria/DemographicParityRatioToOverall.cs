namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The smallest ratio between the selection rate of a group and of all rows.</summary>
    /// <remarks>Definition: ratio_to_overall of selection_rate. Undefined where a part is, with its reason.</remarks>
    public static Criterion DemographicParityRatioToOverall { get; } = new(
        "demographic_parity_ratio@to_overall",
        "Demographic parity ratio to overall",
        "ratio_to_overall of selection_rate",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.SelectionRate, Disparity.RatioToOverall)],
        Combine.Smallest)
    {
        Margin = 0.8,
    };
}
