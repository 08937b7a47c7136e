namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The F1 score of all decisions pooled; with one class a row it equals the accuracy.</summary>
    /// <remarks>Definition: 2 Σ TP_k / Σ (2 TP_k + FP_k + FN_k). Undefined: empty_group.</remarks>
    public static Metric MicroF1 { get; } = new(
        "f1@micro",
        "Micro F1",
        "2 Σ TP_k / Σ (2 TP_k + FP_k + FN_k)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.Accuracy(matrix)))
    {
        Null = NullStratum.LabelProfile,
    };
}
