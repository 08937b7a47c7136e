using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How much a negative decision leaves of the odds of disease.</summary>
    /// <remarks>Definition: fnr / tnr. Undefined: single_class; zero_denominator where tnr = 0.</remarks>
    public static Metric NegativeLikelihoodRatio { get; } = new(
        "lr_minus",
        "Negative likelihood ratio",
        "fnr / tnr",
        FairnessSources.Deeks,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.ClassProblem is { } problem
                ? problem
                : Statistic.Ratio(s.FalseNegatives / s.Positives, s.TrueNegatives / s.Negatives)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
