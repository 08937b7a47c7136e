namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The gap of the groups as a share of the distance of overall from chance.</summary>
    /// <remarks>
    /// Definition: (max − min) / |m̄ − ½|. Undefined: single_group; zero_denominator where overall is ½.
    /// </remarks>
    public static Disparity PsdMaxHalf { get; } = new(
        "psd_max@half",
        "Largest performance-scaled disparity (centered at one half)",
        "(max − min) / |m̄ − ½|",
        FairnessSources.Luo,
        Direction.LowerIsBetter,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.ScaledByOverall(groups.Max - groups.Min, 0.5)))
    {
        IsLegacy = true,
    };
}
