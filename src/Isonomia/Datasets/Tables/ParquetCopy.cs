namespace Isonomia.Datasets;

/// <summary>Turns a CSV file that we wrote into a Parquet file beside it.</summary>
internal static class ParquetCopy
{
    /// <summary>Writes NAME.parquet for NAME.csv, typed by its content, and deletes the CSV file.</summary>
    /// <param name="csv">The CSV file, complete.</param>
    /// <param name="cancellation">Stops before the copy starts.</param>
    /// <returns>The path of the Parquet file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    internal static string Of(string csv, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        string path = Path.ChangeExtension(csv, ".parquet");
        string part = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (DuckDbSession session = new(new DuckDbSettings { Threads = 1 }))
            {
                session.Execute(
                    $"COPY (SELECT * FROM read_csv({DuckDbSession.Literal(csv)}, header=true, delim=',', quote='\"', "
                    + $"escape='\"', sample_size=-1)) TO {DuckDbSession.Literal(part)} (FORMAT parquet)");
            }

            File.Move(part, path, overwrite: true);
            File.Delete(csv);
            return path;
        }
        catch (DuckDbException error)
        {
            File.Delete(part);
            throw new IOException(
                $"The table could not be written to {Path.GetDirectoryName(path)}; is the disk full?", error);
        }
    }
}
