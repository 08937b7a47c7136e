using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of positive decisions that are right (precision).</summary>
    /// <remarks>Definition: TP / (TP + FP). Undefined: no_predicted_positives.</remarks>
    public static Metric PositivePredictiveValue { get; } = new(
        "ppv",
        "Positive predictive value",
        "TP / (TP + FP)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TruePositives, s.TruePositives + s.FalsePositives, UndefinedReason.NoPredictedPositives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
