using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>
    /// How much better positives of the one group are ranked above the other’s negatives than the other way round.
    /// </summary>
    /// <remarks>Definition: xauc(a, b) − xauc(b, a). Undefined: no_positives, no_negatives in either.</remarks>
    public static PairMetric XaucGap { get; } = new(
        "xauc_gap",
        "Cross-group AUROC gap",
        "xauc(a, b) − xauc(b, a)",
        FairnessSources.Kallus,
        Direction.CloserToZero,
        PairScope.Pairs,
        static (in BinaryRows own, in BinaryRows other) =>
            XaucGapOf(CrossRanks.Auc(own, other), CrossRanks.Auc(other, own)))
    {
        LargestId = "xauc_gap_max",
    };

    private static Statistic XaucGapOf(Statistic own, Statistic other) =>
        own.IsDefined && other.IsDefined ? own.Value - other.Value : own.IsDefined ? other : own;
}
