using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of positives decided negative (missed).</summary>
    /// <remarks>Definition: FN / (TP + FN). Undefined: no_positives.</remarks>
    public static Metric FalseNegativeRate { get; } = new(
        "fnr",
        "False negative rate",
        "FN / (TP + FN)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalseNegatives, s.Positives, UndefinedReason.NoPositives)))
    {
        Null = NullStratum.WithPositive,
        UsesThreshold = true,
    };
}
