namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the group values around their mean, both weighted by group size.</summary>
    /// <remarks>
    /// Definition: √(Σ n_g (m_g − m̃)² / Σ n_g), m̃ the mean weighted by size. Undefined: single_group;
    /// zero_denominator where all sizes are 0.
    /// </remarks>
    public static Disparity StdSizeWeighted { get; } = new(
        "std@size_weighted",
        "Standard deviation over groups (weighted by size)",
        "√(Σ n_g (m_g − m̃)² / Σ n_g), m̃ the mean weighted by size",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.StdBySize()));
}
