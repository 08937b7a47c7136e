using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of negative decisions that are right.</summary>
    /// <remarks>Definition: TN / (TN + FN). Undefined: no_predicted_negatives.</remarks>
    public static Metric NegativePredictiveValue { get; } = new(
        "npv",
        "Negative predictive value",
        "TN / (TN + FN)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TrueNegatives, s.TrueNegatives + s.FalseNegatives, UndefinedReason.NoPredictedNegatives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
