using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>How many findings are missed for each false alarm.</summary>
    /// <remarks>Definition: FN / FP. Undefined: zero_denominator.</remarks>
    public static Metric FalseNegativesPerFalsePositive { get; } = new(
        "fn_fp_ratio",
        "False negatives per false positive",
        "FN / FP",
        FairnessSources.Berk,
        ValueRange.NonNegative,
        Direction.Descriptive,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalseNegatives, s.FalsePositives, UndefinedReason.ZeroDenominator)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
