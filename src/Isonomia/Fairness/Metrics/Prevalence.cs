using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of rows labelled positive.</summary>
    /// <remarks>Definition: (TP + FN) / n. Undefined: empty_group.</remarks>
    public static Metric Prevalence { get; } = new(
        "prevalence",
        "Prevalence",
        "(TP + FN) / n",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.Positives, s.Weight, UndefinedReason.EmptyGroup)));
}
