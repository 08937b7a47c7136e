namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>One minus the gap of sensitivities.</summary>
    /// <remarks>Definition: 1 − |Δ tpr|. Undefined where a part is, with its reason.</remarks>
    public static Criterion EqualOpportunityZeroMedfair { get; } = new(
        "eqopp0@medfair",
        "EqOpp0 score (MEDFAIR)",
        "1 − |Δ tpr|",
        FairnessSources.Medfair,
        Direction.HigherIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap)],
        Combine.OneMinusMean)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
