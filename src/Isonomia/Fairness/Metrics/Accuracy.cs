using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of right decisions; it depends on the prevalence.</summary>
    /// <remarks>Definition: (TP + TN) / n. Undefined: empty_group.</remarks>
    public static Metric Accuracy { get; } = new(
        "accuracy",
        "Accuracy",
        "(TP + TN) / n",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TruePositives + s.TrueNegatives, s.Weight, UndefinedReason.EmptyGroup)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
