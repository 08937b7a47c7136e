using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of positives decided positive (sensitivity, recall).</summary>
    /// <remarks>Definition: TP / (TP + FN). Undefined: no_positives.</remarks>
    public static Metric TruePositiveRate { get; } = new(
        "tpr",
        "True positive rate",
        "TP / (TP + FN)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TruePositives, s.Positives, UndefinedReason.NoPositives)))
    {
        Null = NullStratum.WithPositive,
        UsesThreshold = true,
    };
}
