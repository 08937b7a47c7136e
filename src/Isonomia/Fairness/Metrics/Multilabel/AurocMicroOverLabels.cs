namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The AUROC: value over all known cells as if they were one label; unknown labels are masked.</summary>
    /// <remarks>Definition: auroc of all known cells. Undefined: no_positives, no_negatives, empty_group.</remarks>
    public static Metric AurocMicroOverLabels { get; } = new(
        "auroc@multilabel_micro",
        "AUROC, all labels pooled",
        "auroc of all known cells",
        FairnessSources.HanleyMcNeil,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["auroc"], LabelReduction.Micro))
    {
        Null = NullStratum.LabelProfile,
    };
}
