using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The inequality of the group values; 0 is equality.</summary>
    /// <remarks>Definition: Σ_i Σ_j |m_i − m_j| / (2 K² mean). Undefined: single_group, zero_mean.</remarks>
    public static Disparity GiniOverGroups { get; } = new(
        "gini_over_groups",
        "Gini coefficient over groups",
        "Σ_i Σ_j |m_i − m_j| / (2 K² mean)",
        FairnessSources.Gini,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(values, static groups =>
                groups.Mean == 0
                    ? UndefinedReason.ZeroMean
                    : Statistic.Of(groups.PairSum / (groups.Count * groups.Count * groups.Mean))));
}
