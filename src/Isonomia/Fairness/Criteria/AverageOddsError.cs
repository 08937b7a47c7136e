namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The mean gap of false and true positive rates.</summary>
    /// <remarks>Definition: ½ (|Δ fpr| + |Δ tpr|). Undefined where a part is, with its reason.</remarks>
    public static Criterion AverageOddsError { get; } = new(
        "average_odds_error@aif360",
        "Average odds error (AIF360)",
        "½ (|Δ fpr| + |Δ tpr|)",
        FairnessSources.Aif360,
        Direction.LowerIsBetter,
        [new(Metric.FalsePositiveRate, Disparity.Gap), new(Metric.TruePositiveRate, Disparity.Gap)],
        Combine.Mean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
