namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the groups as a share of the distance of overall from chance.</summary>
    /// <remarks>
    /// Definition: std@population / |m̄ − ½|. Undefined: single_group; zero_denominator where overall is ½.
    /// </remarks>
    public static Disparity PsdMeanHalf { get; } = new(
        "psd_mean@half",
        "Mean performance-scaled disparity (centered at one half)",
        "std@population / |m̄ − ½|",
        FairnessSources.Luo,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => groups.ScaledByOverall(groups.Std(groups.Count), 0.5)))
    {
        IsLegacy = true,
    };
}
