using Isonomia.Catalogs;

namespace Isonomia.Tests;

public sealed class CatalogTests
{
    [Fact]
    public void Static_properties_of_the_kind_are_gathered_sorted_by_id() =>
        Assert.Equal(["auroc", "brier", "true_positive_rate"], Catalog.Of<Kind>().Select(kind => kind.Id));

    [Fact]
    public void An_entry_is_found_by_its_exact_id()
    {
        var catalog = Catalog.Of<Kind>();
        Assert.Same(Kind.Auroc, catalog["auroc"]);
        Assert.False(catalog.TryGet("AUROC", out _));
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest_one()
    {
        var thrown = Assert.Throws<UnknownNameException>(() => Catalog.Of<Kind>()["true_positive_ratio"]);
        Assert.Equal(("Kind", "true_positive_ratio"), (thrown.Kind, thrown.Name));
        Assert.Equal(
            "Kind 'true_positive_ratio' is unknown; did you mean 'true_positive_rate'? Known: auroc, brier, "
                + "true_positive_rate.",
            thrown.Message);
    }

    [Fact]
    public void More_entries_make_a_new_catalog()
    {
        var catalog = Catalog.Of<Kind>();
        Assert.Equal(
            ["auroc", "brier", "mine", "true_positive_rate"], catalog.With(new Kind("mine")).Select(kind => kind.Id));
        Assert.Equal(3, catalog.Count);
    }

    [Fact]
    public void Two_entries_with_one_id_are_refused()
    {
        var thrown = Assert.Throws<ArgumentException>(() => Catalog.Of<Kind>().With(new Kind("auroc")));
        Assert.Contains("'auroc'", thrown.Message, StringComparison.Ordinal);
    }

    private sealed record Kind(string Id) : ICatalogEntry
    {
        public static Kind TruePositiveRate { get; } = new("true_positive_rate");

        public static Kind Auroc { get; } = new("auroc");

        public static Kind Brier { get; } = new("brier");

        public static string NotAnEntry => "of another type";
    }
}
