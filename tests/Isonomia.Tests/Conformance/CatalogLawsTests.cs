using Isonomia.Catalogs;

namespace Isonomia.Tests;

/// <summary>The laws find what breaks them: a conformance suite that cannot fail proves nothing.</summary>
public sealed class CatalogLawsTests
{
    private static readonly Catalog<Kind> Good = new([new Kind("ece@equal_mass", new Citation("A 2020"))]);

    [Theory]
    [InlineData("TruePositive")]
    [InlineData("true-positive")]
    [InlineData("ece@a@b")]
    [InlineData("ece@")]
    [InlineData("_ece")]
    public void An_id_of_another_shape_is_found(string id) =>
        Assert.Single(CatalogLaws.IdsAreNotSnakeCase(new Catalog<Kind>([new Kind(id, null)])));

    [Fact]
    public void A_missing_citation_guide_line_and_golden_case_are_found()
    {
        Catalog<Kind> bad = new([new Kind("no_such_entry", new Citation(" "))]);
        Assert.Single(CatalogLaws.CitationsAreMissing(bad, kind => kind.Source));
        Assert.Single(CatalogLaws.IdsAreNotInTheGuide(bad, "no_such_entry without code marks"));
        Assert.Single(CatalogLaws.GoldenCasesAreMissing(bad, "Fairness"));
    }

    [Fact]
    public void A_good_entry_passes()
    {
        Assert.Empty(CatalogLaws.IdsAreNotSnakeCase(Good));
        Assert.Empty(CatalogLaws.CitationsAreMissing(Good, kind => kind.Source));
        Assert.Empty(CatalogLaws.IdsAreNotInTheGuide(Good, "| `ece@equal_mass` |"));
    }

    private sealed record Kind(string Id, Citation? Source) : ICatalogEntry;
}
