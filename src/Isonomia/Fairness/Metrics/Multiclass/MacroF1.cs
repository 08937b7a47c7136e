namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean F1 score of the classes that occur; partial where one is missing.</summary>
    /// <remarks>Definition: mean over present k of 2 C_kk / (n_k + predicted_k). Undefined: empty_group.</remarks>
    public static Metric MacroF1 { get; } = new(
        "f1@macro",
        "Macro F1",
        "mean over present k of 2 C_kk / (n_k + predicted_k)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix =>
            MulticlassKernel.OverPresentClasses(matrix, static (m, k) => m.F1(k).Value)))
    {
        Null = NullStratum.LabelProfile,
    };
}
