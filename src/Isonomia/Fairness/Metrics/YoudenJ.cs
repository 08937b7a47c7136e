using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>Sensitivity plus specificity minus one; 0 is chance.</summary>
    /// <remarks>Definition: tpr + tnr − 1. Undefined: single_class.</remarks>
    public static Metric YoudenJ { get; } = new(
        "youden_j",
        "Youden index",
        "tpr + tnr − 1",
        FairnessSources.Youden,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ClassProblem is { } problem
                ? problem
                : Statistic.Of((s.TruePositives / s.Positives) + (s.TrueNegatives / s.Negatives) - 1)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
