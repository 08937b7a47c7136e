namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of Aequitas.</summary>
    /// <remarks>
    /// Each group is compared with a reference group by a ratio; a division by 0 gives 10. Source: specification
    /// §18.
    /// </remarks>
    public static ParityPreset Aequitas { get; } = new(
        "aequitas",
        "Aequitas",
        "ratios to the reference group, parity where a ratio lies in [0.8, 1.25], a division by 0 capped at 10",
        FairnessSources.Aequitas)
    {
        Summary = AequitasSummary.Write,
    };
}
