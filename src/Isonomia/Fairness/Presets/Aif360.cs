namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of AI Fairness 360.</summary>
    /// <remarks>
    /// One group is privileged, all others together are not; differences are signed, unprivileged − privileged.
    /// Source: specification §18.
    /// </remarks>
    public static ParityPreset Aif360 { get; } = new(
        "aif360",
        "AIF360",
        "signed differences of the unprivileged from the privileged group, generalized entropy, smoothed "
        + "differential fairness",
        FairnessSources.Aif360)
    {
        Summary = Aif360Summary.Write,
    };
}
