namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the selection rate of the furthest group lies from that of all rows.</summary>
    /// <remarks>
    /// Definition: difference_to_overall of selection_rate. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion DemographicParityDifferenceToOverall { get; } = new(
        "demographic_parity_difference@to_overall",
        "Demographic parity difference to overall",
        "difference_to_overall of selection_rate",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        [new(Metric.SelectionRate, Disparity.DifferenceToOverall)],
        Combine.Only);
}
