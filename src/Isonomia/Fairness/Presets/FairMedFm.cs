using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of FairMedFM.</summary>
    public static ParityPreset FairMedFm { get; } = new(
        "fairmedfm",
        "FairMedFM",
        "score > t; t = max F1 on the evaluated rows; missing dropped; single-label groups skipped",
        new Citation("Jin et al., NeurIPS 2024; code at ac062df (CC0)"))
    {
        Threshold = "max_f1@fairmedfm",
        IsStrict = true,
        Missing = "drop",
        FitsThresholdOnEvaluation = true,
        Floors = new GroupFloors(0, 0, 0),
    };
}
