namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The signed difference of selection rates.</summary>
    /// <remarks>
    /// Definition: selection_rate unprivileged − privileged (the reference). Undefined where a part is, with its
    /// reason.
    /// </remarks>
    public static Criterion StatisticalParityDifference { get; } = new(
        "demographic_parity_difference@aif360",
        "Statistical parity difference (AIF360)",
        "selection_rate unprivileged − privileged (the reference)",
        FairnessSources.Aif360,
        Direction.CloserToZero,
        [new(Metric.SelectionRate, Disparity.DifferenceToReference)],
        Combine.Only)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
    };
}
