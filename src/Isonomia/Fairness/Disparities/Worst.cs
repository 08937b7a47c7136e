namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The value of the worst-off group; also defined for a single group.</summary>
    /// <remarks>
    /// Definition: the value of the worst group by the direction of the metric. Undefined: single_group where no group
    /// has a value.
    /// </remarks>
    public static Disparity Worst { get; } = new(
        "worst",
        "Worst group",
        "the value of the worst group by the direction of the metric",
        FairnessSources.Yang,
        Direction.Descriptive,
        DisparityInterval.Simultaneous,
        static (in GroupValues values) => DefinedGroups.Of(values).Extreme(values.Better, wantsWorst: true));
}
