using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The correlation of label and decision.</summary>
    /// <remarks>
    /// Definition: (TP TN − FP FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN)). Undefined: zero_denominator.
    /// </remarks>
    public static Metric MatthewsCorrelation { get; } = new(
        "mcc",
        "Matthews correlation coefficient",
        "(TP TN − FP FN) / √((TP + FP)(TP + FN)(TN + FP)(TN + FN))",
        FairnessSources.Matthews,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(
                (s.TruePositives * s.TrueNegatives) - (s.FalsePositives * s.FalseNegatives),
                Math.Sqrt(
                    (s.TruePositives + s.FalsePositives) * s.Positives * s.Negatives * (
                        s.TrueNegatives + s.FalseNegatives)),
                UndefinedReason.ZeroDenominator)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };
}
