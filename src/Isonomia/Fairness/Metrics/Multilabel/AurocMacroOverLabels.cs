namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The AUROC: mean over the labels where it is defined; unknown labels are masked.</summary>
    /// <remarks>
    /// Definition: mean over labels l, where defined, of auroc_l. Undefined: no_positives, no_negatives, empty_group
    /// (of the first label, where none is defined).
    /// </remarks>
    public static Metric AurocMacroOverLabels { get; } = new(
        "auroc@multilabel_macro",
        "AUROC, mean of labels",
        "mean over labels l, where defined, of auroc_l",
        FairnessSources.HanleyMcNeil,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["auroc"], LabelReduction.Macro))
    {
        Null = NullStratum.LabelProfile,
    };
}
