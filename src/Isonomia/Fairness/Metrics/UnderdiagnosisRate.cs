using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of people with the finding who are told there is none; the label is a finding.</summary>
    /// <remarks>
    /// Definition: FN / (TP + FN): missed findings among rows with the finding. Undefined: no_positives.
    /// </remarks>
    public static Metric UnderdiagnosisRate { get; } = new(
        "underdiagnosis_rate",
        "Underdiagnosis rate",
        "FN / (TP + FN): missed findings among rows with the finding",
        FairnessSources.SeyyedKalantari,
        ValueRange.Unit,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) =>
            s.Share(s.FalseNegatives, s.Positives, UndefinedReason.NoPositives)))
    {
        Null = NullStratum.WithPositive,
        UsesThreshold = true,
    };
}
