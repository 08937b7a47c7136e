using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The share of people with some finding who are told there is none; the label is the absence of findings.
    /// </summary>
    /// <remarks>
    /// Definition: FP / (TN + FP) where the label is no finding: called healthy among rows with a finding. Undefined:
    /// no_negatives.
    /// </remarks>
    public static Metric UnderdiagnosisRateNoFinding { get; } = new(
        "underdiagnosis_rate@no_finding",
        "Underdiagnosis rate (label: no finding)",
        "FP / (TN + FP) where the label is no finding: called healthy among rows with a finding",
        FairnessSources.SeyyedKalantari,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalsePositives, s.Negatives, UndefinedReason.NoNegatives)))
    {
        Null = NullStratum.WithNegative,
        UsesThreshold = true,
    };
}
