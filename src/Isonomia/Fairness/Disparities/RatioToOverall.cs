namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The smallest ratio between a group and the value over all rows, whichever is larger below.</summary>
    /// <remarks>
    /// Definition: min_g min(m_g / m̄, m̄ / m_g). Undefined: single_group; zero_denominator where a group and overall
    /// are both 0.
    /// </remarks>
    public static Disparity RatioToOverall { get; } = new(
        "ratio_to_overall",
        "Ratio to overall",
        "min_g min(m_g / m̄, m̄ / m_g)",
        FairnessSources.Fairlearn,
        Direction.CloserToOne,
        DisparityInterval.MaxTToOverall,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.RatioToOverall()));
}
