using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far a group lies above the median group; over groups, the difference furthest from 0.</summary>
    /// <remarks>
    /// Definition: m_g − median of the groups, signed (two groups: m_a − m_b); the aggregate is the one furthest from
    /// 0. Undefined: single_group.
    /// </remarks>
    public static Disparity DifferenceToMedian { get; } = new(
        "difference_to_median",
        "Difference to median",
        "m_g − median of the groups, signed (two groups: m_a − m_b); the aggregate is the one furthest from 0",
        FairnessSources.CheXclusion,
        Direction.CloserToZero,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Furthest(values, ToMedian, 0))
    {
        PerGroup = static (in GroupValues values, int group) =>
            ToMedian(values, group),
    };

    private static Statistic ToMedian(in GroupValues values, int group)
    {
        var groups = DefinedGroups.Of(values);
        double center = groups.Count == 2 ? groups.Sum - values.Values[group] : groups.Median;
        return DefinedGroups.Pair(values.Values[group], center, static (own, other) => own - other);
    }
}
