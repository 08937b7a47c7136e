namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>By how much the prediction exceeds the target on average.</summary>
    /// <remarks>Definition: Σ w (ŷ − y) / Σ w. Undefined: empty_group.</remarks>
    public static Metric PredictionBias { get; } = new(
        "bias",
        "Mean signed error",
        "Σ w (ŷ − y) / Σ w",
        TaskSources.BlandAltman,
        ValueRange.Real,
        Direction.CloserToZero,
        RegressionKernel.OfMoments(static sums => sums.Error / sums.Weight));
}
