namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The median distance of the prediction from the target.</summary>
    /// <remarks>Definition: median of |ŷ − y|, type 7. Undefined: empty_group.</remarks>
    public static Metric MedianAbsoluteError { get; } = new(
        "median_ae",
        "Median absolute error",
        "median of |ŷ − y|, type 7",
        FairnessSources.ScikitLearn,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        RegressionKernel.OfAbsoluteErrorQuantile(0.5));
}
