namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The true positive rate: smallest value of a label where it is defined; unknown labels are masked.
    /// </summary>
    /// <remarks>
    /// Definition: min over labels l, where defined, of tpr_l. Undefined: no_positives, empty_group (of the first
    /// label, where none is defined).
    /// </remarks>
    public static Metric TruePositiveRateWorstOverLabels { get; } = new(
        "tpr@multilabel_worst",
        "True positive rate, worst label",
        "min over labels l, where defined, of tpr_l",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MultilabelMetric.Kernel(static () => All["tpr"], LabelReduction.Worst))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
