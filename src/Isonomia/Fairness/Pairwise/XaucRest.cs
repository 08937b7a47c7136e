namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>The probability that a positive of the group scores above a negative of any other group.</summary>
    /// <remarks>
    /// Definition: P(s of a’s positives > s of the others’ negatives) + ½ ties. Undefined: no_positives in the
    /// group, no_negatives in the rest.
    /// </remarks>
    public static PairMetric XaucRest { get; } = new(
        "xauc@rest",
        "Cross-group AUROC against the rest",
        "P(s of a’s positives > s of the others’ negatives) + ½ ties",
        FairnessSources.Kallus,
        Direction.HigherIsBetter,
        PairScope.Rest,
        static (in BinaryRows own, in BinaryRows other) =>
            CrossRanks.Auc(own, other));
}
