namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean negative log score of the true class, clipped to [1e-15, 1 − 1e-15].</summary>
    /// <remarks>Definition: −Σ w ln p_y / Σ w. Undefined: empty_group, not_a_probability.</remarks>
    public static Metric MulticlassLogLoss { get; } = new(
        "log_loss@multiclass",
        "Log loss",
        "−Σ w ln p_y / Σ w",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        MulticlassKernel.OfProbabilities(static (in MulticlassRows rows) => MulticlassKernel.LogLoss(rows)))
    {
        Null = NullStratum.LabelProfile,
    };
}
