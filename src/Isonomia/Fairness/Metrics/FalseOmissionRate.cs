using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of negative decisions that are wrong.</summary>
    /// <remarks>Definition: FN / (TN + FN). Undefined: no_predicted_negatives.</remarks>
    public static Metric FalseOmissionRate { get; } = new(
        "for",
        "False omission rate",
        "FN / (TN + FN)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalseNegatives, s.TrueNegatives + s.FalseNegatives, UndefinedReason.NoPredictedNegatives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
