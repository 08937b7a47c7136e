using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>
    /// The error of the worst group as a multiple of that of the best, for metrics whose best value is 1.
    /// </summary>
    /// <remarks>
    /// Definition: (1 − min) / (1 − max). Undefined: single_group; zero_denominator where the highest is 1.
    /// </remarks>
    public static Disparity Skew { get; } = new(
        "skew",
        "Skew of group errors",
        "(1 − min) / (1 − max)",
        FairnessSources.FairMedFm,
        Direction.CloserToOne,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups => Statistic.Ratio(1 - groups.Min, 1 - groups.Max)))
    {
        IsLegacy = true,
    };
}
