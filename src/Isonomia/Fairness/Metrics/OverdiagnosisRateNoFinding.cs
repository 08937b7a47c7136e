using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The share of people without a finding who are not told so; the label is the absence of findings.
    /// </summary>
    /// <remarks>
    /// Definition: FN / (TP + FN) where the label is no finding: not called healthy among healthy rows. Undefined:
    /// no_positives.
    /// </remarks>
    public static Metric OverdiagnosisRateNoFinding { get; } = new(
        "overdiagnosis_rate@no_finding",
        "Overdiagnosis rate (label: no finding)",
        "FN / (TP + FN) where the label is no finding: not called healthy among healthy rows",
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
