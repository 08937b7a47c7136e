namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The signed difference of sensitivities.</summary>
    /// <remarks>
    /// Definition: tpr unprivileged − privileged (the reference). Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion EqualOpportunityAif360 { get; } = new(
        "equal_opportunity_difference@aif360",
        "Equal opportunity difference (AIF360)",
        "tpr unprivileged − privileged (the reference)",
        FairnessSources.Aif360,
        Direction.CloserToZero,
        [new(Metric.TruePositiveRate, Disparity.DifferenceToReference)],
        Combine.Only)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
