namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>One minus the mean gap of sensitivity and false positive rate.</summary>
    /// <remarks>Definition: 1 − ½ (|Δ tpr| + |Δ fpr|). Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualizedOddsMedfair { get; } = new(
        "eqodd@medfair",
        "EqOdd score (MEDFAIR)",
        "1 − ½ (|Δ tpr| + |Δ fpr|)",
        FairnessSources.Medfair,
        Direction.HigherIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap), new(Metric.FalsePositiveRate, Disparity.Gap)],
        Combine.OneMinusMean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
