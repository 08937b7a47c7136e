using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of SubpopBench.</summary>
    public static ParityPreset SubpopBench { get; } = new(
        "subpopbench",
        "SubpopBench",
        "score >= 0.5; worst and mean accuracy over label by attribute cells",
        new Citation("Yang et al., ICML 2023; code at 4d3dbbe (MIT)"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
    };
}
