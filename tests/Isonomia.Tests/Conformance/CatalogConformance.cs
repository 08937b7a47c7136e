using Isonomia.Catalogs;

namespace Isonomia.Tests;

/// <summary>
/// Runs the laws of a catalog; a kind derives from it (MetricConformance) and adds the laws of its own.
/// </summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class CatalogConformance<T>
    where T : class, ICatalogEntry
{
    /// <summary>The entries under test.</summary>
    protected abstract Catalog<T> Catalog { get; }

    /// <summary>The guide page that lists every id, for example <c>docs/guide/fairness.md</c>.</summary>
    protected abstract string GuidePage { get; }

    /// <summary>The folder below Golden, for example <c>Fairness</c>.</summary>
    protected abstract string Module { get; }

    /// <summary>Gives the citation of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Its citation, or null where it has none.</returns>
    protected abstract Citation? CitationOf(T entry);

    [Fact]
    public void Catalog_holds_entries() => Assert.NotEmpty(Catalog);

    [Fact]
    public void Ids_are_snake_case() => Violations.ShouldBeNone(CatalogLaws.IdsAreNotSnakeCase(Catalog));

    [Fact]
    public void Every_entry_cites_its_source() =>
        Violations.ShouldBeNone(CatalogLaws.CitationsAreMissing(Catalog, CitationOf));

    [Fact]
    public void Every_entry_is_in_the_guide() => Violations.ShouldBeNone(
        CatalogLaws.IdsAreNotInTheGuide(Catalog, File.ReadAllText(Path.Combine(RepositoryFolder.Root, GuidePage))));

    [Fact]
    public void Every_entry_has_a_golden_case() =>
        Violations.ShouldBeNone(CatalogLaws.GoldenCasesAreMissing(Catalog, Module));
}
