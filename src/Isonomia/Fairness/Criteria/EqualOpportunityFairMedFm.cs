namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The equal opportunity difference under its name in FairMedFM.</summary>
    /// <remarks>
    /// Definition: gap of tpr, under the decision rule s &gt; t. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualOpportunityFairMedFm { get; } = new(
        "eo@fairmedfm",
        "Equal opportunity (FairMedFM)",
        "gap of tpr, under the decision rule s > t",
        FairnessSources.FairMedFm,
        Direction.LowerIsBetter,
        [new(Metric.TruePositiveRate, Disparity.Gap)],
        Combine.Only)
    {
        IsLegacy = true,
    };
}
