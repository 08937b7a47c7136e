using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The lowest group as a share of the highest (fairlearn: ratio between groups).</summary>
    /// <remarks>Definition: min / max. Undefined: single_group; zero_denominator where the highest is 0.</remarks>
    public static Disparity Ratio { get; } = new(
        "ratio",
        "Ratio",
        "min / max",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        DisparityInterval.MaxTLogPairs,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => Statistic.Ratio(groups.Min, groups.Max)));
}
