namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean AUROC of each class against the rest, each weighted by how often the class occurs.</summary>
    /// <remarks>Definition: Σ_k n_k AUROC(k against rest) / n. Undefined: empty_group, missing_class.</remarks>
    public static Metric AurocOneVersusRestWeighted { get; } = new(
        "auroc@ovr_weighted",
        "Weighted AUROC, one against the rest",
        "Σ_k n_k AUROC(k against rest) / n",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfMulticlassRows(
            static (in MulticlassRows rows) => MulticlassKernel.AurocOverClasses(rows, isWeighted: true)))
    {
        Null = NullStratum.LabelProfile,
    };
}
