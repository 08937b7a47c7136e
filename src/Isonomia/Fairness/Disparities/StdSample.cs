namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the group values, dividing by their number less one.</summary>
    /// <remarks>Definition: √(Σ (m_g − mean)² / (K − 1)). Undefined: single_group.</remarks>
    public static Disparity StdSample { get; } = new(
        "std@sample",
        "Standard deviation over groups (sample)",
        "√(Σ (m_g − mean)² / (K − 1))",
        FairnessSources.Tian,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.Std(groups.Count - 1)));
}
