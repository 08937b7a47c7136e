namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the groups as a share of the overall value.</summary>
    /// <remarks>
    /// Definition: std@population / m̄. Undefined: single_group; zero_denominator where overall is 0.
    /// </remarks>
    public static Disparity PsdMean { get; } = new(
        "psd_mean",
        "Mean performance-scaled disparity",
        "std@population / m̄",
        FairnessSources.Luo,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.ScaledByOverall(groups.Std(groups.Count), 0)));
}
