namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far the furthest group lies from the unweighted mean of the groups.</summary>
    /// <remarks>Definition: max_g |m_g − mean of the groups|. Undefined: single_group.</remarks>
    public static Disparity DifferenceToMean { get; } = new(
        "difference_to_mean",
        "Difference to mean",
        "max_g |m_g − mean of the groups|",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.Largest(v => Math.Abs(v - groups.Mean))));
}
