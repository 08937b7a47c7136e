namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The gap of the groups as a share of the overall value.</summary>
    /// <remarks>Definition: (max − min) / m̄. Undefined: single_group; zero_denominator where overall is 0.</remarks>
    public static Disparity PsdMax { get; } = new(
        "psd_max",
        "Largest performance-scaled disparity",
        "(max − min) / m̄",
        FairnessSources.Luo,
        Direction.LowerIsBetter,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.ScaledByOverall(groups.Max - groups.Min, 0)));
}
