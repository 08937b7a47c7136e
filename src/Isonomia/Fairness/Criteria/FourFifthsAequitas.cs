namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The ratio to the reference group that is furthest from 1.</summary>
    /// <remarks>
    /// Definition: 0.8 ≤ selection_rate_g / selection_rate_ref ≤ 1.25 for every group. Undefined where a part is, with
    /// its reason.
    /// </remarks>
    public static Criterion FourFifthsAequitas { get; } = new(
        "four_fifths@aequitas",
        "Four-fifths rule (aequitas)",
        "0.8 ≤ selection_rate_g / selection_rate_ref ≤ 1.25 for every group",
        FairnessSources.Aequitas,
        Direction.CloserToOne,
        [new(Metric.SelectionRate, Disparity.RatioToReference)],
        Combine.Only)
    {
        IsLegacy = true,
        Margin = 0.8,
        Passes = new ValueRange(0.8, 1.25),
    };
}
