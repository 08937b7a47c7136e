namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>The probability that a positive of one group scores above a negative of another.</summary>
    /// <remarks>
    /// Definition: P(s of a’s positives > s of b’s negatives) + ½ ties. Undefined: no_positives in the group,
    /// no_negatives in the other.
    /// </remarks>
    public static PairMetric Xauc { get; } = new(
        "xauc",
        "Cross-group AUROC",
        "P(s of a’s positives > s of b’s negatives) + ½ ties",
        FairnessSources.Kallus,
        Direction.HigherIsBetter,
        PairScope.OrderedPairs,
        static (in BinaryRows own, in BinaryRows other) =>
            CrossRanks.Auc(own, other));
}
