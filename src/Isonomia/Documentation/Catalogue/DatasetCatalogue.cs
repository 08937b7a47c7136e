using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isonomia.Documentation;

/// <summary>The catalogue of public medical imaging data sets: the 24 rows of a published table, and rows that users
/// add.</summary>
/// <remarks>Source of the rows: Queiroz, Carlos, Anjos and Berton, Fair Foundation Models for Medical Image Analysis,
/// arXiv:2502.16841v2, Table 2. The nine printed fields are never edited; identifiers, relations and doubts are a layer
/// of our own.</remarks>
public sealed class DatasetCatalogue
{
    /// <summary>The total that the running text of the source gives; the rows of its table sum to another
    /// one.</summary>
    internal const long ProseTotal = 74_184_415;

    private const string Citation = "Queiroz et al., arXiv:2502.16841v2, Table 2";
    private const string Taken = "2026-11-22";
    private static readonly string[] Header =
        ["dataset", "model", "language", "region", "modality", "images", "demographics", "origin", "license"];

    /// <summary>Makes a catalogue.</summary>
    /// <param name="entries">The rows, in the order they are shown.</param>
    /// <exception cref="ArgumentException">Two rows have the same name.</exception>
    public DatasetCatalogue(IReadOnlyList<CatalogueEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = [.. entries];
        if (Entries.GroupBy(entry => entry.Dataset, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The data set '{twice.Key}' is in the catalogue already; names must be "
                + $"distinct.", nameof(entries));
        }
    }

    /// <summary>The 24 published rows.</summary>
    public static DatasetCatalogue Published => field ??= ReadPublished();

    /// <summary>The rows.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>Both totals, and what is known about their difference.</summary>
    public CatalogueTotals Totals => CatalogueTotals.Of(Entries);

    /// <summary>Adds rows of a user.</summary>
    /// <param name="entries">The rows; see <see cref="CatalogueFile"/>.</param>
    /// <returns>A catalogue with the rows of this one first.</returns>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public DatasetCatalogue With(IReadOnlyList<CatalogueEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new DatasetCatalogue([.. Entries, .. entries]);
    }

    /// <summary>Keeps the rows that meet a filter.</summary>
    /// <param name="filter">The filter.</param>
    /// <returns>A catalogue of the rows that are left, in the same order.</returns>
    public DatasetCatalogue Where(CatalogueFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Predicate<CatalogueEntry> keeps = filter.Compile();
        return new DatasetCatalogue([.. Entries.Where(entry => keeps(entry))]);
    }

    /// <summary>Finds a row by name or id.</summary>
    /// <param name="name">A name or an id, in any case.</param>
    /// <returns>The row.</returns>
    /// <exception cref="Catalogs.UnknownNameException">There is none; the message offers a near one.</exception>
    public CatalogueEntry Find(string name) =>
        Entries.FirstOrDefault(entry => string.Equals(entry.Dataset, name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(entry.Id, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new Catalogs.UnknownNameException("Data set", name, [.. Entries.Select(entry => entry.Dataset)]);

    /// <summary>Writes the nine printed fields as comma-separated text; the published rows give the bytes of the source
    /// table.</summary>
    /// <returns>The text: a header and a line a row.</returns>
    public string ToCsv()
    {
        StringBuilder text = new(CsvText.Line(Header));
        foreach (CatalogueEntry entry in Entries)
        {
            text.Append(CsvText.Line(Cells(entry)));
        }

        return text.ToString();
    }

    internal static string[] Cells(CatalogueEntry entry) =>
    [
        entry.Dataset, entry.Model, entry.Language ?? string.Empty, entry.Region, entry.Modality,
        entry.Images.ToString(CultureInfo.InvariantCulture), string.Join(',', entry.Demographics), entry.Origin,
            entry.License ?? string.Empty,
    ];

    private static DatasetCatalogue ReadPublished()
    {
        Layer layer = JsonSerializer.Deserialize<Layer>(
            Facts.Text("documentation/datasets_table2_annotations.json"), Fairness.AuditJson.Options)!;
        var notes = layer.Rows.ToDictionary(row => row.Dataset, StringComparer.Ordinal);
        return new DatasetCatalogue([.. CsvText.Rows(Facts.Text("documentation/datasets_table2.csv")).Select(row =>
        {
            Note note = notes[row["dataset"]];
            return new CatalogueEntry(
                row["dataset"], row["model"], OrNull(row["language"]), row["region"], row["modality"],
                long.Parse(row["images"], CultureInfo.InvariantCulture),
                row["demographics"].Split(',', StringSplitOptions.RemoveEmptyEntries), row["origin"],
                    OrNull(row["license"]))
            {
                Id = note.Id,
                Source = $"{Citation} (cites {note.ShortCitation})",
                Date = Taken,
                IsPublished = true,
                Identifier = note.Identifier,
                OriginAlpha3 = note.OriginAlpha3,
                LicenseId = note.LicenseId,
                Relations = note.Relations,
                Doubts = note.Flags,
            };
        })]);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private sealed record Layer(IReadOnlyList<Note> Rows);

    private sealed record Note(
        string Id,
        string Dataset,
        string ShortCitation,
        string? Identifier,
        [property: JsonPropertyName("origin_iso3")] string? OriginAlpha3,
        string? LicenseId,
        IReadOnlyList<CatalogueRelation> Relations,
        IReadOnlyList<CatalogueDoubt> Flags);
}
