using System.Globalization;
using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Reporting;

/// <summary>Writes everything a curation leaves behind into one folder.</summary>
public static class CurationFolder
{
    /// <summary>Writes <c>selection.parquet</c>, <c>kept.csv</c>, <c>curation.json</c> and
    /// <c>curation.html</c>.</summary>
    /// <remarks><c>kept.csv</c> is the manifest of what is left, with a column of weights: any verb that takes a cohort
    /// takes it, with the same roles and the cohort's root. Each file appears whole or not at all.</remarks>
    /// <param name="result">The curation.</param>
    /// <param name="folder">The folder; made if absent.</param>
    /// <param name="pictureCount">How many removed pictures a step shows on the page.</param>
    /// <returns>The path of the page.</returns>
    public static string Write(CurationResult result, string folder, int pictureCount = 12)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        var cohort = Cohort.Open(result.Request.Cohort);
        result.Selection.Write(Path.Combine(folder, Selection.FileName));
        WriteKept(result, cohort, Path.Combine(folder, "kept.csv"));
        AtomicFile.WriteText(Path.Combine(folder, "curation.json"), CurationJson.Serialize(result));
        string page = Path.Combine(folder, "curation.html");
        AtomicFile.WriteText(page, CurationReport.Render(result, cohort, pictureCount));
        return page;
    }

    private static void WriteKept(CurationResult result, Cohort cohort, string path)
    {
        const string Weight = "selection_weight";
        string[] columns =
            [.. cohort.Columns.Select(column => column.Name).Where(name => name != Weight)
                .Distinct(StringComparer.Ordinal)];
        string?[][] cells = [.. columns.Select(cohort.Values)];
        Dictionary<string, int> rows =
            Enumerable.Range(0, cohort.Count).ToDictionary(row => cohort.Ids[row], StringComparer.Ordinal);
        using CsvWriter csv = new(path, [.. columns, Weight]);
        foreach (SelectedSample sample in result.Selection.Rows.Where(sample => sample.Weight > 0))
        {
            foreach (string?[] column in cells)
            {
                csv.Cell(column[rows[sample.Id]]);
            }

            csv.Cell(sample.Weight.ToString("R", CultureInfo.InvariantCulture));
            csv.EndRow();
        }

        csv.Complete();
    }
}
