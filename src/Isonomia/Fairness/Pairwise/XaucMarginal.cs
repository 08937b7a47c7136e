namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>
    /// The probability that a positive of the group scores above a negative of anybody (CXR-Fairness).
    /// </summary>
    /// <remarks>
    /// Definition: P(s of a’s positives > s of all negatives) + ½ ties. Undefined: no_positives in the group,
    /// no_negatives.
    /// </remarks>
    public static PairMetric XaucMarginal { get; } = new(
        "xauc@marginal",
        "Cross-group AUROC against everybody",
        "P(s of a’s positives > s of all negatives) + ½ ties",
        FairnessSources.Zhang,
        Direction.HigherIsBetter,
        PairScope.Everybody,
        static (in BinaryRows own, in BinaryRows other) =>
            CrossRanks.Auc(own, other));
}
