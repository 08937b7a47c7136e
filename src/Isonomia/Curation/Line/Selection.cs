using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>Which samples stay, with what weight, and why the others went.</summary>
public sealed class Selection
{
    /// <summary>The file of a selection in the folder of a curation.</summary>
    public const string FileName = "selection.parquet";

    private Dictionary<string, int>? _rows;

    /// <summary>Makes a selection.</summary>
    /// <param name="rows">The samples, in ascending order of their ids.</param>
    public Selection(IReadOnlyList<SelectedSample> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        Rows = rows;
    }

    /// <summary>All samples of the cohort, ascending by id.</summary>
    public IReadOnlyList<SelectedSample> Rows { get; }

    /// <summary>How many stay.</summary>
    public int KeptCount => Rows.Count(row => row.Weight > 0);

    /// <summary>The weight of a sample: 0 where it was removed.</summary>
    /// <param name="id">The sample's id.</param>
    /// <returns>The weight, or null where the selection does not know the sample.</returns>
    public double? WeightOf(string id)
    {
        _rows ??= Enumerable.Range(0, Rows.Count).ToDictionary(row => Rows[row].Id, StringComparer.Ordinal);
        return _rows.TryGetValue(id, out int row) ? Rows[row].Weight : null;
    }

    /// <summary>Reads a selection.</summary>
    /// <param name="path">The folder of a curation, or its <c>selection.parquet</c>.</param>
    /// <returns>The selection.</returns>
    /// <exception cref="CurationException">There is no selection.</exception>
    public static Selection Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        if (!File.Exists(file))
        {
            throw new CurationException(
                null, $"{Path.GetFileName(file)} was not found; expected the folder that 'isonomia curate' wrote, or "
                    + $"the file in it.");
        }

        try
        {
            var table = Cohort.Open(new CohortSource { Path = file, Id = "id" });
            double[] weights = table.Numbers("weight");
            string?[][] texts = [.. new[] { "step", "reason", "stands_in", "detail" }.Select(table.Values)];
            return new Selection([.. Enumerable.Range(0, table.Count).Select(row => new SelectedSample(
                table.Ids[row], weights[row], texts[0][row], texts[1][row], texts[2][row], texts[3][row]))]);
        }
        catch (Catalogs.UnknownNameException missing)
        {
            throw new CurationException(null, $"{Path.GetFileName(file)} is no selection: {missing.Message}", missing);
        }
    }

    /// <summary>Writes the selection as Parquet.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        string temporary = path + ".csv.part";
        try
        {
            using (CsvWriter csv = new(temporary, ["id", "weight", "step", "reason", "stands_in", "detail"]))
            {
                foreach (SelectedSample row in Rows)
                {
                    csv.Cell(row.Id);
                    csv.Cell(row.Weight.ToString("R", CultureInfo.InvariantCulture));
                    csv.Cell(row.Step);
                    csv.Cell(row.Reason);
                    csv.Cell(row.StandsIn);
                    csv.Cell(row.Detail);
                    csv.EndRow();
                }

                csv.Complete();
            }

            using DuckDbSession session = new(new DuckDbSettings());
            string read =
                $"read_csv({DuckDbSession.Literal(temporary)}, header = true, quote = '\"', escape = '\"', delim = "
                    + $"',', "
                + "columns = {'id': 'VARCHAR', 'weight': 'DOUBLE', 'step': 'VARCHAR', 'reason': 'VARCHAR', "
                + "'stands_in': 'VARCHAR', 'detail': 'VARCHAR'})";
            session.Execute(
                $"COPY (SELECT * FROM {read}) TO {DuckDbSession.Literal(path + ".part")} (FORMAT PARQUET, COMPRESSION "
                    + $"ZSTD)");
            File.Move(path + ".part", path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
