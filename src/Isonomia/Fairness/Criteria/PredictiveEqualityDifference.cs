namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the false positive rate of the worst group lies above that of the best.</summary>
    /// <remarks>Definition: gap of fpr. Undefined where a part is, with its reason.</remarks>
    public static Criterion PredictiveEqualityDifference { get; } = new(
        "predictive_equality_difference",
        "Predictive equality difference",
        "gap of fpr",
        FairnessSources.Chouldechova,
        Direction.LowerIsBetter,
        [new(Metric.FalsePositiveRate, Disparity.Gap)],
        Combine.Only);
}
