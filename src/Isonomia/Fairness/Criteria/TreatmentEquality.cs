namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far groups differ in the misses for each false alarm.</summary>
    /// <remarks>Definition: gap of FN / FP. Undefined where a part is, with its reason.</remarks>
    public static Criterion TreatmentEquality { get; } = new(
        "treatment_equality",
        "Treatment equality",
        "gap of FN / FP",
        FairnessSources.Berk,
        Direction.LowerIsBetter,
        [new(Metric.FalseNegativesPerFalsePositive, Disparity.Gap)],
        Combine.Only);
}
