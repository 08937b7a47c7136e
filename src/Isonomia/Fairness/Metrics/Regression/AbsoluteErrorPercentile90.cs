namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The absolute error nine in ten cases stay below.</summary>
    /// <remarks>Definition: 90th percentile of |ŷ − y|, type 7. Undefined: empty_group.</remarks>
    public static Metric AbsoluteErrorPercentile90 { get; } = new(
        "p90_abs_error",
        "90th percentile of the absolute error",
        "90th percentile of |ŷ − y|, type 7",
        TaskSources.HyndmanFan,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        RegressionKernel.OfAbsoluteErrorQuantile(0.9));
}
