namespace Isonomia.Datasets;

/// <summary>Writes a manifest as Parquet: the same columns give the same bytes.</summary>
internal static class ManifestWriter
{
    /// <summary>Writes the file beside its final name and moves it there; a failure leaves an older one
    /// untouched.</summary>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written to.</exception>
    internal static void Write(string path, IReadOnlyList<ManifestColumn> columns)
    {
        string rows = path + ".rows.csv";
        string part = path + ".part";
        try
        {
            WriteRows(rows, columns);
            Convert(rows, part, columns);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(rows);
            File.Delete(part);
        }
    }

    private static void WriteRows(string path, IReadOnlyList<ManifestColumn> columns)
    {
        using CsvWriter writer = new(path, [.. columns.Select((_, index) => $"c{index}")]);
        for (int row = 0; row < columns[0].Cells.Length; row++)
        {
            foreach (ManifestColumn column in columns)
            {
                writer.Cell(column.Cells[row]);
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    private static void Convert(string rows, string part, IReadOnlyList<ManifestColumn> columns)
    {
        string texts = string.Join(", ", columns.Select((_, index) => $"'c{index}': 'VARCHAR'"));
        string list = string.Join(", ", columns.Select((column, index) =>
            $"{(column.Type == "VARCHAR" ? $"c{index}" : $"CAST(c{index} AS {column.Type})")} AS "
                + $"{DuckDbSession.Identifier(column.Name)}"));
        string read =
            $"read_csv({DuckDbSession.Literal(rows)}, auto_detect=false, header=true, delim=',', quote='\"', "
                + $"escape='\"', "
            + $"max_line_size=16777216, columns={{{texts}}})";
        try
        {
            using DuckDbSession session = new(new DuckDbSettings { Threads = 1 });
            session.Execute(
                $"COPY (SELECT {list} FROM {read}) TO {DuckDbSession.Literal(part)} (FORMAT parquet, COMPRESSION "
                    + $"zstd)");
        }
        catch (DuckDbException error)
        {
            throw new IOException(
                $"The manifest could not be written to {Path.GetDirectoryName(part)}; is the disk full? Nothing was "
                    + $"changed.",
                error);
        }
    }
}
