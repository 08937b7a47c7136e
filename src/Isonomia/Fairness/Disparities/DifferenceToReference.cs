using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far a group lies above the reference group; over groups, the difference furthest from 0.</summary>
    /// <remarks>
    /// Definition: m_g − m_ref, signed; the aggregate is the one furthest from 0. Undefined: single_group.
    /// </remarks>
    public static Disparity DifferenceToReference { get; } = new(
        "difference_to_reference",
        "Difference to reference",
        "m_g − m_ref, signed; the aggregate is the one furthest from 0",
        FairnessSources.Aequitas,
        Direction.CloserToZero,
        DisparityInterval.Bca,
        static (in GroupValues values) =>
            DefinedGroups.Furthest(values, ToReference, 0))
    {
        PerGroup = static (in GroupValues values, int group) =>
            ToReference(values, group),
    };

    private static Statistic ToReference(in GroupValues values, int group) =>
        DefinedGroups.Pair(values.Values[group], values.Values[values.Reference], static (own, other) => own - other);
}
