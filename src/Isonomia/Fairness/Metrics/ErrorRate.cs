using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of wrong decisions.</summary>
    /// <remarks>Definition: (FP + FN) / n. Undefined: empty_group.</remarks>
    public static Metric ErrorRate { get; } = new(
        "error_rate",
        "Error rate",
        "(FP + FN) / n",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalsePositives + s.FalseNegatives, s.Weight, UndefinedReason.EmptyGroup)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
