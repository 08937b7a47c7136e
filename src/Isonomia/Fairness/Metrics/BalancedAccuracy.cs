using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean of sensitivity and specificity.</summary>
    /// <remarks>Definition: (tpr + tnr) / 2. Undefined: single_class.</remarks>
    public static Metric BalancedAccuracy { get; } = new(
        "balanced_accuracy",
        "Balanced accuracy",
        "(tpr + tnr) / 2",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ClassProblem is { } problem
                ? problem
                : Statistic.Of(((s.TruePositives / s.Positives) + (s.TrueNegatives / s.Negatives)) / 2)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
