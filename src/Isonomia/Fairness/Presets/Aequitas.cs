using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of aequitas.</summary>
    public static ParityPreset Aequitas { get; } = new(
        "aequitas",
        "aequitas",
        "ratios to a reference group; parity between 0.8 and 1.25",
        new Citation("Saleiro et al., arXiv 1811.05577, 2018 (MIT)"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
        IntervalScheme = "row",
    };
}
