namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The lowest selection rate as a share of the highest.</summary>
    /// <remarks>Definition: ratio of selection_rate. Undefined where a part is, with its reason.</remarks>
    public static Criterion DemographicParityRatio { get; } = new(
        "demographic_parity_ratio",
        "Demographic parity ratio",
        "ratio of selection_rate",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        [new(Metric.SelectionRate, Disparity.Ratio)],
        Combine.Smallest)
    {
        Margin = 0.8,
    };
}
