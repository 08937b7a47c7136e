namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean F1 score of the classes, each weighted by how often it occurs.</summary>
    /// <remarks>Definition: Σ_k n_k F1_k / n. Undefined: empty_group.</remarks>
    public static Metric WeightedF1 { get; } = new(
        "f1@weighted",
        "Weighted F1",
        "Σ_k n_k F1_k / n",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix =>
            MulticlassKernel.OverPresentClasses(matrix, static (m, k) => m.F1(k).Value, isWeighted: true)))
    {
        Null = NullStratum.LabelProfile,
    };
}
