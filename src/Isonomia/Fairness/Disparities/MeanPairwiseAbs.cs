namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far two groups lie apart on average.</summary>
    /// <remarks>Definition: mean over pairs of |m_i − m_j|. Undefined: single_group.</remarks>
    public static Disparity MeanPairwiseAbs { get; } = new(
        "mean_pairwise_abs",
        "Mean absolute difference of pairs",
        "mean over pairs of |m_i − m_j|",
        FairnessSources.Gini,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.PairSum / (groups.Count * (groups.Count - 1) / 2.0)));
}
