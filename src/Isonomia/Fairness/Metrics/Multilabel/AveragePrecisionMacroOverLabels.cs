namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The average precision: mean over the labels where it is defined; unknown labels are masked.</summary>
    /// <remarks>
    /// Definition: mean over labels l, where defined, of average_precision_l. Undefined: no_positives, empty_group
    /// (of the first label, where none is defined).
    /// </remarks>
    public static Metric AveragePrecisionMacroOverLabels { get; } = new(
        "average_precision@multilabel_macro",
        "Average precision, mean of labels",
        "mean over labels l, where defined, of average_precision_l",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["average_precision"], LabelReduction.Macro))
    {
        Null = NullStratum.LabelProfile,
    };
}
