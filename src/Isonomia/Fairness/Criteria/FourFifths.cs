namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The demographic parity ratio, passed where it is at least four fifths.</summary>
    /// <remarks>
    /// Definition: demographic_parity_ratio ≥ 0.8; whether being selected is the favorable outcome must be declared.
    /// Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion FourFifths { get; } = new(
        "four_fifths",
        "Four-fifths rule",
        "demographic_parity_ratio ≥ 0.8; whether being selected is the favorable outcome must be declared",
        FairnessSources.Eeoc,
        Direction.CloserToOne,
        [new(Metric.SelectionRate, Disparity.Ratio)],
        Combine.Smallest)
    {
        Margin = 0.8,
        Passes = new ValueRange(0.8, double.PositiveInfinity),
    };
}
