using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of this toolkit.</summary>
    /// <remarks>
    /// Undefined numbers say why; no threshold is fitted to the rows it is judged on. Source: specification §18.
    /// </remarks>
    public static ParityPreset Default { get; } = new(
        "default",
        "Isonomia",
        "score ≥ 0.5, missing attribute values kept in the overall rows, undefined numbers with their reason, "
        + "intervals by patient",
        new Citation("Isonomia, guide to fairness, conventions (docs/guide/fairness.md)"))
    {
        Floors = null,
        IntervalScheme = "bca_patients",
        Summary = DefaultSummary.Write,
    };
}
