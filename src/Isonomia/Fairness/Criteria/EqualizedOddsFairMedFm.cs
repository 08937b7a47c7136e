namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>One minus the mean gap of sensitivity and specificity.</summary>
    /// <remarks>
    /// Definition: 1 − ½ (gap of tpr + gap of tnr), under the decision rule s &gt; t. Undefined where a part is, with
    /// its reason.
    /// </remarks>
    public static Criterion EqualizedOddsFairMedFm { get; } = new(
        "eod@fairmedfm",
        "Equalized odds (FairMedFM)",
        "1 − ½ (gap of tpr + gap of tnr), under the decision rule s > t",
        FairnessSources.FairMedFm,
        Direction.HigherIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap), new(Metric.TrueNegativeRate, Disparity.Gap)],
        Combine.OneMinusMean)
    {
        IsLegacy = true,
    };
}
