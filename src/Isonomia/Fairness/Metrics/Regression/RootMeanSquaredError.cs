namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The root of the mean squared error, in the unit of the target.</summary>
    /// <remarks>Definition: √(Σ w (ŷ − y)² / Σ w). Undefined: empty_group.</remarks>
    public static Metric RootMeanSquaredError { get; } = new(
        "rmse",
        "Root mean squared error",
        "√(Σ w (ŷ − y)² / Σ w)",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        RegressionKernel.OfMoments(static sums => Math.Sqrt(sums.SquaredError / sums.Weight)));
}
