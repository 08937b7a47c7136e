using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of AIF360.</summary>
    public static ParityPreset Aif360 { get; } = new(
        "aif360",
        "AIF360",
        "signed differences, unprivileged minus privileged; score >= 0.5",
        new Citation("Bellamy et al., IBM Journal of R&D 63, 2019; code at 3487791 (Apache-2.0)"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
        IntervalScheme = "row",
    };
}
