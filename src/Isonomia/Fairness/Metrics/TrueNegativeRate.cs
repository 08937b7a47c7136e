using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of negatives decided negative (specificity).</summary>
    /// <remarks>Definition: TN / (TN + FP). Undefined: no_negatives.</remarks>
    public static Metric TrueNegativeRate { get; } = new(
        "tnr",
        "True negative rate",
        "TN / (TN + FP)",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TrueNegatives, s.Negatives, UndefinedReason.NoNegatives)))
    {
        Null = NullStratum.WithNegative,
        UsesThreshold = true,
    };
}
