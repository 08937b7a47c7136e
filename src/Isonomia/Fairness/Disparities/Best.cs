namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The value of the best-off group; also defined for a single group.</summary>
    /// <remarks>
    /// Definition: the value of the best group by the direction of the metric. Undefined: single_group where no group
    /// has a value.
    /// </remarks>
    public static Disparity Best { get; } = new(
        "best",
        "Best group",
        "the value of the best group by the direction of the metric",
        FairnessSources.Yang,
        Direction.Descriptive,
        DisparityInterval.Simultaneous,
        static (in GroupValues values) => DefinedGroups.Of(values).Extreme(values.Better, wantsWorst: false));
}
