namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the group values, dividing by their number.</summary>
    /// <remarks>Definition: √(Σ (m_g − mean)² / K). Undefined: single_group.</remarks>
    public static Disparity StdPopulation { get; } = new(
        "std@population",
        "Standard deviation over groups (population)",
        "√(Σ (m_g − mean)² / K)",
        FairnessSources.FairMedFm,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.Std(groups.Count)));
}
