using System.Globalization;

namespace Isonomia.Documentation;

/// <summary>How many images there are, by both totals of the source; user rows are counted apart.</summary>
/// <param name="Datasets">Rows, published and added.</param>
/// <param name="PublishedDatasets">Published rows.</param>
/// <param name="SumOfRows">The images of the published rows.</param>
/// <param name="Prose">The total of the running text, or null where not all 24 published rows are counted: it speaks of
/// all of
/// them.</param>
/// <param name="Difference">Sum of the rows less prose, or null.</param>
/// <param name="Net">The sum less the rows that a source states to be contained in another row.</param>
/// <param name="AddedDatasets">Rows that users added.</param>
/// <param name="AddedImages">Their images, in no other figure of this record.</param>
public sealed record CatalogueTotals(
    int Datasets,
    int PublishedDatasets,
    long SumOfRows,
    long? Prose,
    long? Difference,
    long Net,
    int AddedDatasets,
    long AddedImages)
{
    private const int PublishedRows = 24;

    /// <summary>What a reader must know about the totals.</summary>
    public string Statement => Prose is null
        ? $"The {PublishedDatasets} published rows shown sum to {Count(SumOfRows)} images."
        : $"The source gives two totals: the rows of its table sum to {Count(SumOfRows)} images, its running text says "
            + $"{Count(Prose.Value)}; the difference is {Count(Difference!.Value)}.";

    /// <summary>A hypothesis about the difference, offered and never applied; null where the totals are not
    /// shown.</summary>
    public string? Hypothesis => Prose is null
        ? null
        : "The rows BRATS24-MICCAI, TCGA, BRATS-ISBI, MIMIC-CXR-JPG, CheXpert and NIH-CXR14 sum to exactly the "
            + "difference, as if sets that an "
            + "aggregate contains were not counted. Weak evidence: among 16,777,216 subsets a hit is no rarity by "
                + "chance (0.37 a whole number).";

    internal static CatalogueTotals Of(IReadOnlyList<CatalogueEntry> entries)
    {
        CatalogueEntry[] published = [.. entries.Where(entry => entry.IsPublished)];
        CatalogueEntry[] added = [.. entries.Where(entry => !entry.IsPublished)];
        long sum = published.Sum(entry => entry.Images);
        bool isWhole = published.Length == PublishedRows;
        long contained = published
            .Where(entry => entry.Relations.Any(relation => relation is { Kind: "contained_in", Confidence: "stated" }))
            .Sum(entry => entry.Images);
        return new CatalogueTotals(
            entries.Count,
            published.Length,
            sum,
            isWhole ? DatasetCatalogue.ProseTotal : null,
            isWhole ? sum - DatasetCatalogue.ProseTotal : null,
            sum - contained,
            added.Length,
            added.Sum(entry => entry.Images));
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
