namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The average precision: value over all known cells as if they were one label; unknown labels are masked.
    /// </summary>
    /// <remarks>Definition: average_precision of all known cells. Undefined: no_positives, empty_group.</remarks>
    public static Metric AveragePrecisionMicroOverLabels { get; } = new(
        "average_precision@multilabel_micro",
        "Average precision, all labels pooled",
        "average_precision of all known cells",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["average_precision"], LabelReduction.Micro))
    {
        Null = NullStratum.LabelProfile,
    };
}
