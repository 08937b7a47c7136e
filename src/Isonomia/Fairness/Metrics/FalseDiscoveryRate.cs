using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of positive decisions that are wrong.</summary>
    /// <remarks>Definition: FP / (TP + FP). Undefined: no_predicted_positives.</remarks>
    public static Metric FalseDiscoveryRate { get; } = new(
        "fdr",
        "False discovery rate",
        "FP / (TP + FP)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalsePositives, s.TruePositives + s.FalsePositives, UndefinedReason.NoPredictedPositives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
