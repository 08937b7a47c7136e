using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of rows decided positive (predicted positive rate; aequitas pprev).</summary>
    /// <remarks>Definition: (TP + FP) / n. Undefined: empty_group.</remarks>
    public static Metric SelectionRate { get; } = new(
        "selection_rate",
        "Selection rate",
        "(TP + FP) / n",
        FairnessSources.Fairlearn,
        ValueRange.Unit,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.TruePositives + s.FalsePositives, s.Weight, UndefinedReason.EmptyGroup)))
    {
        UsesThreshold = true,
    };
}
