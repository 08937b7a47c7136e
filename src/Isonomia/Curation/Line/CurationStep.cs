using Isonomia.Catalogs;

namespace Isonomia.Curation;

/// <summary>A step that decides which samples stay, and with what weight.</summary>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a page prints.</param>
/// <param name="Definition">The rule in one line.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Settings">What can be set.</param>
/// <param name="Apply">The rule; it changes no data.</param>
public sealed partial record CurationStep(
    string Id, string Name, string Definition, Citation Source, IReadOnlyList<StepSetting> Settings, StepFunction Apply)
    : ICatalogEntry
{
    /// <summary>Every step, sorted by id.</summary>
    public static Catalog<CurationStep> All => field ??= Catalog.Of<CurationStep>();

    /// <summary>Settings that every step takes besides its own: the limit on unequal removal.</summary>
    public static IReadOnlyList<StepSetting> CommonSettings => StepLimit.Settings;
}
