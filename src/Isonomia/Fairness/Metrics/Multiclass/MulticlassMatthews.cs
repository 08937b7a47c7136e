namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The correlation of true and predicted class as indicator vectors (R_K).</summary>
    /// <remarks>
    /// Definition: (n Σ C_kk − Σ n_k p_k) / √((n² − Σ p_k²)(n² − Σ n_k²)). Undefined: empty_group; zero_denominator
    /// where one class is all there is.
    /// </remarks>
    public static Metric MulticlassMatthews { get; } = new(
        "mcc@multiclass",
        "Matthews correlation of several classes",
        "(n Σ C_kk − Σ n_k p_k) / √((n² − Σ p_k²)(n² − Σ n_k²))",
        TaskSources.Gorodkin,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        MulticlassKernel.OfConfusion(static matrix => MulticlassKernel.Matthews(matrix)))
    {
        Null = NullStratum.LabelProfile,
    };
}
