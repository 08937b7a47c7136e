namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The true positive rate: value over all known cells as if they were one label; unknown labels are masked.
    /// </summary>
    /// <remarks>Definition: tpr of all known cells. Undefined: no_positives, empty_group.</remarks>
    public static Metric TruePositiveRateMicroOverLabels { get; } = new(
        "tpr@multilabel_micro",
        "True positive rate, all labels pooled",
        "tpr of all known cells",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["tpr"], LabelReduction.Micro))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
