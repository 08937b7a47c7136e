namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The true positive rate: mean over the labels where it is defined; unknown labels are masked.</summary>
    /// <remarks>
    /// Definition: mean over labels l, where defined, of tpr_l. Undefined: no_positives, empty_group (of the first
    /// label, where none is defined).
    /// </remarks>
    public static Metric TruePositiveRateMacroOverLabels { get; } = new(
        "tpr@multilabel_macro",
        "True positive rate, mean of labels",
        "mean over labels l, where defined, of tpr_l",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["tpr"], LabelReduction.Macro))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
