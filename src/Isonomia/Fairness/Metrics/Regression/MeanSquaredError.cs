namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean squared distance of the prediction from the target.</summary>
    /// <remarks>Definition: Σ w (ŷ − y)² / Σ w. Undefined: empty_group.</remarks>
    public static Metric MeanSquaredError { get; } = new(
        "mse",
        "Mean squared error",
        "Σ w (ŷ − y)² / Σ w",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        RegressionKernel.OfMoments(static sums => sums.SquaredError / sums.Weight));
}
