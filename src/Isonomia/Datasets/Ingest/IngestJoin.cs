using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Finds the rows of a table that belong to files, where the table names no files.</summary>
internal sealed class IngestJoin
{
    private static readonly string[] Keys =
    [
        "path", "name", "stem", DicomColumns.SopInstanceUid, "series_instance_uid", "study_instance_uid",
        DicomColumns.PatientId,
    ];

    private IngestJoin(string column, string key, int[] rowOfFile) =>
        (Column, Key, RowOfFile) = (column, key, rowOfFile);

    internal string Column { get; }

    internal string Key { get; }

    /// <summary>Whether a row has at most one file, so that the row's identifier names the sample.</summary>
    internal bool IsOneToOne => Key is "path" or "name" or "stem" or DicomColumns.SopInstanceUid;

    /// <summary>The row of every file, or -1.</summary>
    internal int[] RowOfFile { get; }

    internal static IngestJoin Find(
        CohortTable table, string? join, string id, IReadOnlyList<FoundFile> files, IReadOnlyList<FileRecord> records)
    {
        (string column, string? key) = join is null ? (id, null) : Split(join);
        Dictionary<string, int> rows = Rows(table, column);
        if (key is not null)
        {
            return new IngestJoin(column, key, Match(rows, key, files, records));
        }

        // One key for all files, the one that finds most; of equals the more exact one.
        return Keys[..4]
            .Select(each => new IngestJoin(column, each, Match(rows, each, files, records)))
            .MaxBy(found => found.RowOfFile.Count(row => row >= 0))!;
    }

    private static (string Column, string Key) Split(string join)
    {
        int at = join.LastIndexOf('=');
        string key = at < 1 ? string.Empty : join[(at + 1)..];
        return at < 1
            ? throw new ArgumentException(
                $"The join '{join}' cannot be read; expected COLUMN=KEY with a key of {string.Join(", ", Keys)}.")
            : Keys.Contains(key) ? (join[..at], key) : throw new UnknownNameException("Join key", key, Keys);
    }

    private static Dictionary<string, int> Rows(CohortTable table, string column)
    {
        string?[] cells = table.Cells(column).Texts();
        Dictionary<string, int> rows = new(cells.Length, StringComparer.Ordinal);
        List<int> repeated = [];
        for (int row = 0; row < cells.Length; row++)
        {
            if (cells[row] is { } text && !rows.TryAdd(text, row))
            {
                repeated.Add(row);
            }
        }

        if (repeated.Count > 0)
        {
            long number = table.RowNumber(repeated[0]);
            string more = repeated.Count == 1 ? string.Empty : $" ({Words.Count(repeated.Count)} such rows)";
            throw new TableException(new TableProblem(
                $"{table.Name} row {number}: column '{column}' repeats an earlier value{more}; a column that is joined "
                    + $"to files must not repeat.",
                table.Path,
                number,
                column));
        }

        return rows;
    }

    private static int[] Match(
        Dictionary<string, int> rows, string key, IReadOnlyList<FoundFile> files, IReadOnlyList<FileRecord> records)
    {
        int fact = DicomColumns.IndexOf(key);
        int[] found = new int[files.Count];
        for (int i = 0; i < found.Length; i++)
        {
            string? text = key switch
            {
                "path" => files[i].Relative,
                "name" => Path.GetFileName(files[i].Relative),
                "stem" => Stem(files[i].Relative),
                _ => records[i].Facts?[fact],
            };
            found[i] = text is not null && rows.TryGetValue(text, out int row) ? row : -1;
        }

        return found;
    }

    private static string Stem(string relative)
    {
        string name = Path.GetFileName(relative);
        return name.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase)
            ? name[..^7]
            : Path.GetFileNameWithoutExtension(name);
    }
}
