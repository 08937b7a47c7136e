using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The overlap of the rows labelled positive and the rows decided positive.</summary>
    /// <remarks>Definition: TP / (TP + FP + FN). Undefined: zero_denominator.</remarks>
    public static Metric Jaccard { get; } = new(
        "jaccard",
        "Jaccard index",
        "TP / (TP + FP + FN)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(
                s.TruePositives,
                s.TruePositives + s.FalsePositives + s.FalseNegatives,
                UndefinedReason.ZeroDenominator)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
