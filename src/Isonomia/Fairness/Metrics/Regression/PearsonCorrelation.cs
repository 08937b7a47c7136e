using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The linear correlation of prediction and target.</summary>
    /// <remarks>
    /// Definition: Σ w (ŷ − mean ŷ)(y − ȳ) / √(Σ w (ŷ − mean ŷ)² Σ w (y − ȳ)²). Undefined: empty_group,
    /// constant_target; zero_variance where all predictions are equal.
    /// </remarks>
    public static Metric PearsonCorrelation { get; } = new(
        "pearson",
        "Pearson correlation",
        "Σ w (ŷ − mean ŷ)(y − ȳ) / √(Σ w (ŷ − mean ŷ)² Σ w (y − ȳ)²)",
        TaskSources.Pearson,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        RegressionKernel.OfMoments(static sums =>
            sums.HasConstantTarget ? UndefinedReason.ConstantTarget
            : sums.HasConstantPrediction ? UndefinedReason.ZeroVariance
            : Math.Clamp(sums.CoSpread / (Math.Sqrt(sums.TargetSpread) * Math.Sqrt(sums.PredictionSpread)), -1, 1)));
}
