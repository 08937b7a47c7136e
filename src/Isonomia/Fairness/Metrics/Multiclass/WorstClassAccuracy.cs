namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The smallest recall of a class that occurs; a choice of models by it needs no attribute.</summary>
    /// <remarks>Definition: min over present k of C_kk / n_k. Undefined: empty_group.</remarks>
    public static Metric WorstClassAccuracy { get; } = new(
        "worst_class_accuracy",
        "Worst class accuracy",
        "min over present k of C_kk / n_k",
        FairnessSources.Yang,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.LowestRecall(matrix)))
    {
        Null = NullStratum.LabelProfile,
    };
}
