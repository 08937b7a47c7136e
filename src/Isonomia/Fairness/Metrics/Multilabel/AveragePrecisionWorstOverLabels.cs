namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The average precision: smallest value of a label where it is defined; unknown labels are masked.
    /// </summary>
    /// <remarks>
    /// Definition: min over labels l, where defined, of average_precision_l. Undefined: no_positives, empty_group (of
    /// the first label, where none is defined).
    /// </remarks>
    public static Metric AveragePrecisionWorstOverLabels { get; } = new(
        "average_precision@multilabel_worst",
        "Average precision, worst label",
        "min over labels l, where defined, of average_precision_l",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["average_precision"], LabelReduction.Worst))
    {
        Null = NullStratum.LabelProfile,
    };
}
