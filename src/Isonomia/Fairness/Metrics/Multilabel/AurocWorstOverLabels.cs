namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The AUROC: smallest value of a label where it is defined; unknown labels are masked.</summary>
    /// <remarks>
    /// Definition: min over labels l, where defined, of auroc_l. Undefined: no_positives, no_negatives, empty_group
    /// (of the first label, where none is defined).
    /// </remarks>
    public static Metric AurocWorstOverLabels { get; } = new(
        "auroc@multilabel_worst",
        "AUROC, worst label",
        "min over labels l, where defined, of auroc_l",
        FairnessSources.HanleyMcNeil,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["auroc"], LabelReduction.Worst))
    {
        Null = NullStratum.LabelProfile,
    };
}
