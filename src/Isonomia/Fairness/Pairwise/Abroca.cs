namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>The area between the ROC curves of two groups, exact on their polylines.</summary>
    /// <remarks>Definition: ∫₀¹ |ROC_a − ROC_b| dFPR. Undefined: no_positives, no_negatives in either.</remarks>
    public static PairMetric Abroca { get; } = new(
        "abroca",
        "Area between ROC curves",
        "∫₀¹ |ROC_a − ROC_b| dFPR",
        FairnessSources.Gardner,
        Direction.LowerIsBetter,
        PairScope.Pairs,
        static (in BinaryRows own, in BinaryRows other) =>
            RocDistance.Area(RocCurve.Of(own), RocCurve.Of(other)))
    {
        LargestId = "abroca_max",
    };
}
