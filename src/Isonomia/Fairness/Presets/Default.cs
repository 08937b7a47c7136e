using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The definitions of this documentation.</summary>
    public static ParityPreset Default { get; } = new(
        "default",
        "Isonomia",
        "the definitions of this documentation",
        new Citation("Specification §18"))
    {
        Floors = null,
    };
}
