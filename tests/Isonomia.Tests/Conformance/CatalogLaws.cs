using System.Text.RegularExpressions;
using Isonomia.Catalogs;

namespace Isonomia.Tests;

/// <summary>The laws every catalog obeys, each as the list of entries that break it.</summary>
internal static partial class CatalogLaws
{
    internal static IEnumerable<string> IdsAreNotSnakeCase<T>(Catalog<T> catalog)
        where T : class, ICatalogEntry =>
        from entry in catalog
        where !Id().IsMatch(entry.Id)
        select $"'{entry.Id}' is not snake_case, with at most one @variant.";

    internal static IEnumerable<string> CitationsAreMissing<T>(Catalog<T> catalog, Func<T, Citation?> citation)
        where T : class, ICatalogEntry =>
        from entry in catalog
        where string.IsNullOrWhiteSpace(citation(entry)?.Text)
        select $"'{entry.Id}' cites no source.";

    internal static IEnumerable<string> IdsAreNotInTheGuide<T>(Catalog<T> catalog, string guide)
        where T : class, ICatalogEntry =>
        from entry in catalog
        where !guide.Contains($"`{entry.Id}`", StringComparison.Ordinal)
        select $"'{entry.Id}' is not in the guide; write it there as `{entry.Id}`.";

    internal static IEnumerable<string> GoldenCasesAreMissing<T>(Catalog<T> catalog, string module)
        where T : class, ICatalogEntry =>
        from entry in catalog
        where !File.Exists(GoldenCase.PathOf(module, entry.Id))
        select $"'{entry.Id}' has no golden case; expected tests/Isonomia.Tests/Golden/{module}/{entry.Id}.json.";

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*(@[a-z0-9]+(_[a-z0-9]+)*)?$")]
    private static partial Regex Id();
}
