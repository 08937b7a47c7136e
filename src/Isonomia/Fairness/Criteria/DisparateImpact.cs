namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>The signed form of the demographic parity ratio.</summary>
    /// <remarks>
    /// Definition: selection_rate unprivileged / privileged (the reference); may exceed 1. Undefined where a part is,
    /// with its reason.
    /// </remarks>
    public static Criterion DisparateImpact { get; } = new(
        "disparate_impact@aif360",
        "Disparate impact (AIF360)",
        "selection_rate unprivileged / privileged (the reference); may exceed 1",
        FairnessSources.Aif360,
        Direction.CloserToOne,
        [new(Metric.SelectionRate, Disparity.RatioToReference)],
        Combine.Only)
    {
        IsLegacy = true,
        NeedsTwoGroups = true,
        Margin = 0.8,
    };
}
