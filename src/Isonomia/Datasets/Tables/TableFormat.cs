namespace Isonomia.Datasets;

/// <summary>How a file holds its table.</summary>
internal enum TableKind
{
    /// <summary>Delimited text with a header line.</summary>
    Text,

    /// <summary>Parquet.</summary>
    Parquet,

    /// <summary>JSON lines, or one array of objects.</summary>
    Json,
}

/// <summary>What a file's name says about its contents.</summary>
/// <param name="Kind">How the table is held.</param>
/// <param name="Compressed">Whether it is gzipped.</param>
internal sealed record TableFormat(TableKind Kind, bool Compressed)
{
    internal const string Extensions = ".csv, .tsv, .txt, .jsonl, .ndjson, .json (each also .gz) or .parquet";

    /// <summary>Reads the format off a path.</summary>
    /// <exception cref="TableException">The extension is not one of a table.</exception>
    internal static TableFormat Of(string path)
    {
        string extension = Path.GetExtension(path).ToLowerInvariant();
        bool compressed = extension == ".gz";
        if (compressed)
        {
            extension = Path.GetExtension(path[..^3]).ToLowerInvariant();
        }

        TableKind? kind = extension switch
        {
            ".csv" or ".tsv" or ".txt" => TableKind.Text,
            ".jsonl" or ".ndjson" or ".json" => TableKind.Json,
            ".parquet" when !compressed => TableKind.Parquet,
            _ => null,
        };
        return kind is null
            ? throw new TableException(new TableProblem(
                $"{Path.GetFileName(path)} does not end like a table; expected {Extensions}.", path))
            : new TableFormat(kind.Value, compressed);
    }
}
