namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean recall of the classes that occur; partial where one is missing.</summary>
    /// <remarks>Definition: mean over present k of C_kk / n_k. Undefined: empty_group.</remarks>
    public static Metric MulticlassBalancedAccuracy { get; } = new(
        "balanced_accuracy@multiclass",
        "Balanced accuracy",
        "mean over present k of C_kk / n_k",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix =>
            MulticlassKernel.OverPresentClasses(matrix, static (m, k) => m.Recall(k).Value)))
    {
        Null = NullStratum.LabelProfile,
    };
}
