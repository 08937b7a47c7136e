using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <remarks>Definition: 2 TP / (2 TP + FP + FN). Undefined: zero_denominator.</remarks>
    public static Metric F1 { get; } = new(
        "f1",
        "F1 score",
        "2 TP / (2 TP + FP + FN)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(
                2 * s.TruePositives,
                (2 * s.TruePositives) + s.FalsePositives + s.FalseNegatives,
                UndefinedReason.ZeroDenominator)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
