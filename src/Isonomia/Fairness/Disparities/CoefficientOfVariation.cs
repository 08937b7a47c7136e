using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The spread of the group values as a share of their mean.</summary>
    /// <remarks>Definition: std@population / mean. Undefined: single_group, zero_mean.</remarks>
    public static Disparity CoefficientOfVariation { get; } = new(
        "cov",
        "Coefficient of variation over groups",
        "std@population / mean",
        FairnessSources.Gini,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups =>
                    groups.Mean == 0
                        ? UndefinedReason.ZeroMean
                        : Statistic.Of(groups.Std(groups.Count) / groups.Mean)));
}
