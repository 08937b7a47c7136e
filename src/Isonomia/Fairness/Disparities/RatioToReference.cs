using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>A group as a multiple of the reference group; over groups, the ratio furthest from 1.</summary>
    /// <remarks>
    /// Definition: m_g / m_ref; the aggregate is the one furthest from 1 on the log scale. Undefined: single_group;
    /// zero_denominator where the reference is 0.
    /// </remarks>
    public static Disparity RatioToReference { get; } = new(
        "ratio_to_reference",
        "Ratio to reference",
        "m_g / m_ref; the aggregate is the one furthest from 1 on the log scale",
        FairnessSources.Aequitas,
        Direction.CloserToOne,
        DisparityInterval.Bca,
        static (in GroupValues values) =>
            DefinedGroups.FurthestRatio(values, OverReference))
    {
        PerGroup = static (in GroupValues values, int group) =>
            OverReference(values, group),
    };

    private static Statistic OverReference(in GroupValues values, int group) => DefinedGroups.Pair(
        values.Values[group], values.Values[values.Reference], static (own, other) => Statistic.Ratio(own, other));
}
