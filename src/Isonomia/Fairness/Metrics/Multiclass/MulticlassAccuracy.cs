namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of rows whose class was predicted.</summary>
    /// <remarks>Definition: Σ_k C_kk / n. Undefined: empty_group.</remarks>
    public static Metric MulticlassAccuracy { get; } = new(
        "accuracy@multiclass",
        "Accuracy",
        "Σ_k C_kk / n",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.Accuracy(matrix)))
    {
        Null = NullStratum.LabelProfile,
    };
}
