using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The share of people without the finding who are told there is one; the label is a finding.</summary>
    /// <remarks>
    /// Definition: FP / (TN + FP): findings called among rows without the finding. Undefined: no_negatives.
    /// </remarks>
    public static Metric OverdiagnosisRate { get; } = new(
        "overdiagnosis_rate",
        "Overdiagnosis rate",
        "FP / (TN + FP): findings called among rows without the finding",
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
