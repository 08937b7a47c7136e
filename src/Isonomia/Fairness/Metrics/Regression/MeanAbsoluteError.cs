namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean distance of the prediction from the target.</summary>
    /// <remarks>Definition: Σ w |ŷ − y| / Σ w. Undefined: empty_group.</remarks>
    public static Metric MeanAbsoluteError { get; } = new(
        "mae",
        "Mean absolute error",
        "Σ w |ŷ − y| / Σ w",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        RegressionKernel.OfMoments(static sums => sums.AbsoluteError / sums.Weight));
}
