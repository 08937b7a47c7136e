namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>
    /// The mean of the groups, each counting the same (SubpopBench: adjusted accuracy over label × attribute cells).
    /// </summary>
    /// <remarks>Definition: Σ m_g / K. Undefined: single_group.</remarks>
    public static Disparity MacroMean { get; } = new(
        "macro_mean",
        "Unweighted mean over groups",
        "Σ m_g / K",
        FairnessSources.Yang,
        Direction.Descriptive,
        DisparityInterval.Bca,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.Mean));
}
