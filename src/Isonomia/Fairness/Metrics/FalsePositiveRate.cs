using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of negatives decided positive (false alarms).</summary>
    /// <remarks>Definition: FP / (TN + FP). Undefined: no_negatives.</remarks>
    public static Metric FalsePositiveRate { get; } = new(
        "fpr",
        "False positive rate",
        "FP / (TN + FP)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalsePositives, s.Negatives, UndefinedReason.NoNegatives)))
    {
        Null = NullStratum.WithNegative,
        UsesThreshold = true,
    };
}
