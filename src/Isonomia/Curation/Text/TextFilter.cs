using Isonomia.Catalogs;

namespace Isonomia.Curation;

/// <summary>A rule that finds texts which teach a model nothing, or something false.</summary>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Rule">The rule in one line.</param>
/// <param name="Find">Finds the rows; a null text is not looked at.</param>
/// <remarks>Source: curation specification §7.</remarks>
public sealed partial record TextFilter(string Id, string Rule, Func<IReadOnlyList<string?>, IEnumerable<int>> Find)
    : ICatalogEntry
{
    /// <summary>Every filter, sorted by id.</summary>
    public static Catalog<TextFilter> All => field ??= Catalog.Of<TextFilter>();

    /// <summary>Makes a filter that judges each text by itself.</summary>
    private static TextFilter Each(string id, string rule, Func<string, bool> isFound) => new(
        id, rule, texts => Enumerable.Range(0, texts.Count).Where(row => texts[row] is { } text && isFound(text)));
}
