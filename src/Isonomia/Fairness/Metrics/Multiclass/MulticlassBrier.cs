namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean squared distance of the scores from the indicator of the true class.</summary>
    /// <remarks>Definition: Σ w Σ_k (p_k − 1[y = k])² / Σ w. Undefined: empty_group, not_a_probability.</remarks>
    public static Metric MulticlassBrier { get; } = new(
        "brier@multiclass",
        "Brier score of several classes",
        "Σ w Σ_k (p_k − 1[y = k])² / Σ w",
        FairnessSources.Brier,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        MulticlassKernel.OfProbabilities(static (in MulticlassRows rows) => MulticlassKernel.Brier(rows)))
    {
        Null = NullStratum.LabelProfile,
        Margin = 0.02,
    };
}
