namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far the highest group lies above the lowest (fairlearn: difference between groups).</summary>
    /// <remarks>Definition: max − min. Undefined: single_group.</remarks>
    public static Disparity Gap { get; } = new(
        "gap",
        "Gap",
        "max − min",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        DisparityInterval.MaxTPairs,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.Max - groups.Min));
}
