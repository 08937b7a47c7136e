using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How much a positive decision raises the odds of disease.</summary>
    /// <remarks>Definition: tpr / fpr. Undefined: single_class; zero_denominator where fpr = 0.</remarks>
    public static Metric PositiveLikelihoodRatio { get; } = new(
        "lr_plus",
        "Positive likelihood ratio",
        "tpr / fpr",
        FairnessSources.Deeks,
        ValueRange.NonNegative,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ClassProblem is { } problem
                ? problem
                : Statistic.Ratio(s.TruePositives / s.Positives, s.FalsePositives / s.Negatives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
