namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>One minus the gap of false positive rates.</summary>
    /// <remarks>Definition: 1 − |Δ fpr|; the name is theirs. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityOneMedfair { get; } = new(
        "eqopp1@medfair",
        "EqOpp1 score (MEDFAIR)",
        "1 − |Δ fpr|; the name is theirs",
        FairnessSources.Medfair,
        Direction.HigherIsBetter,
        [new(Metric.FalsePositiveRate, Disparity.Gap)],
        Combine.OneMinusMean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
