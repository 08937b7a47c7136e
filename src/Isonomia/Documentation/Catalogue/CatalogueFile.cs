using System.Globalization;
using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Rows that users add to the catalogue: a table with the nine fields, a source and a date.</summary>
/// <remarks>Columns: dataset, model, language, region, modality, images, demographics, origin, license, source, date.
/// The origin may be
/// a country's code or its name in any language of the country table, or <c>Multiple</c>; demographics are letters
/// (A,S) or names.</remarks>
public static class CatalogueFile
{
    private static readonly string[] Columns =
        ["dataset", "model", "language", "region", "modality", "images", "demographics", "origin", "license", "source",
            "date"];

    /// <summary>Reads rows from a table.</summary>
    /// <param name="path">A CSV, TSV, Parquet or JSON-lines file.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="TableException">The table is not as expected; all problems at once, with their
    /// rows.</exception>
    public static IReadOnlyList<CatalogueEntry> Read(string path, CancellationToken cancellation = default)
    {
        var table = TextTable.Read(path, null, cancellation);
        string name = Path.GetFileName(path);
        TableProblem[] absent =
        [
            .. Columns.Where(column => !table.Columns.Contains(column)).Select(column => new TableProblem(
                $"{name} has no column '{column}'; expected the columns {string.Join(", ", Columns)}.", path, null,
                    column)),
        ];
        if (absent.Length > 0)
        {
            throw new TableException(absent);
        }

        List<CatalogueEntry> entries = [];
        List<TableProblem> problems = [];
        for (int i = 0; i < table.RowCount; i++)
        {
            Dictionary<string, string?> row =
                Columns.ToDictionary(column => column, column => table[column][i]?.Trim(), StringComparer.Ordinal);
            int before = problems.Count;
            void Problem(string column, string sentence) =>
                problems.Add(new TableProblem($"{name} row {i + 2}: column '{column}' {sentence}.", path, i + 2,
                    column));
            CatalogueEntry? entry = Entry(row, Problem);
            if (problems.Count == before && entry is not null)
            {
                entries.Add(entry);
            }
        }

        foreach (IGrouping<string, CatalogueEntry> twice in entries.GroupBy(entry => entry.Dataset,
            StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1 || DatasetCatalogue.Published.Entries.Any(known =>
                string.Equals(known.Dataset, group.Key, StringComparison.OrdinalIgnoreCase))))
        {
            problems.Add(new TableProblem($"{name}: the data set '{twice.Key}' is in the catalogue already; expected "
                + $"a new name.", path));
        }

        return problems.Count > 0 ? throw new TableException(problems) : entries;
    }

    /// <summary>Writes rows, so that <see cref="Read"/> gives them back.</summary>
    /// <param name="entries">The rows.</param>
    /// <param name="path">The file; it is replaced whole.</param>
    public static void Write(IReadOnlyList<CatalogueEntry> entries, string path)
    {
        ArgumentNullException.ThrowIfNull(entries);
        StringBuilder text = new(CsvText.Line(Columns));
        foreach (CatalogueEntry entry in entries)
        {
            text.Append(CsvText.Line([.. DatasetCatalogue.Cells(entry), entry.Source, entry.Date]));
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static CatalogueEntry? Entry(Dictionary<string, string?> row, Action<string, string> problem)
    {
        foreach (string column in new[] { "dataset", "model", "region", "modality", "images", "origin", "source",
            "date" })
        {
            if (string.IsNullOrEmpty(row[column]))
            {
                problem(column, "is empty; every row needs a value there");
            }
        }

        if (!string.IsNullOrEmpty(row["model"]) && row["model"] is not ("Vision" or "Multimodal"))
        {
            problem("model", $"is '{row["model"]}'; expected Vision or Multimodal");
        }

        long images = 0;
        if (!string.IsNullOrEmpty(row["images"])
            && (!long.TryParse(row["images"], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out images)
                || images < 1))
        {
            problem("images", "is not a count of at least 1");
        }

        if (!string.IsNullOrEmpty(row["date"])
            && !DateOnly.TryParseExact(row["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out _))
        {
            problem("date", "is not a day as yyyy-MM-dd");
        }

        bool isMultiple = string.Equals(row["origin"], "multiple", StringComparison.OrdinalIgnoreCase);
        Country? country = isMultiple ? null : CountryTable.Find(row["origin"]);
        if (!isMultiple && country is null && !string.IsNullOrEmpty(row["origin"]))
        {
            problem("origin", $"is '{row["origin"]}'; expected a country's ISO code or name, or Multiple");
        }

        string? license = string.IsNullOrEmpty(row["license"]) ? null : row["license"];
        string[] letters = Letters(row["demographics"], problem);
        return row["dataset"] is not { Length: > 0 } dataset
            ? null
            : new CatalogueEntry(
                dataset, row["model"] ?? string.Empty, string.IsNullOrEmpty(row["language"]) ? null : row["language"],
                    row["region"] ?? string.Empty,
                row["modality"] ?? string.Empty, images, letters, isMultiple ? "Multiple" : row["origin"]
                    ?? string.Empty, license)
            {
                Id = TextFolding.Name(dataset).Replace(' ', '-'),
                Source = row["source"] ?? string.Empty,
                Date = row["date"] ?? string.Empty,
                OriginAlpha3 = country?.Alpha3,
                LicenseId = license is null ? null : License.Find(license)?.Id ?? license,
            };
    }

    private static string[] Letters(string? text, Action<string, string> problem)
    {
        List<string> letters = [];
        foreach (string part in (text ?? string.Empty).Split(
            [',', ';', ' ', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string? letter = CatalogueEntry.AttributeNames.FirstOrDefault(pair =>
                string.Equals(pair.Key, part, StringComparison.OrdinalIgnoreCase)
                || string.Equals(pair.Value, part, StringComparison.OrdinalIgnoreCase)).Key;
            if (letter is null)
            {
                problem("demographics", $"has '{part}'; expected A, R, S, N, E or age, race, sex, nationality, "
                    + $"ethnicity");
            }
            else
            {
                letters.Add(letter);
            }
        }

        return [.. letters.Distinct()];
    }
}
