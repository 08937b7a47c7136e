namespace Isonomia.Datasets;

/// <summary>Compares the first bytes of a file with what its name promises.</summary>
internal static class FileSignature
{
    private const int ParquetMinimumBytes = 12;

    /// <summary>Checks the signature and leaves the stream at its start.</summary>
    /// <exception cref="TableException">The file is empty or holds something else than its name says.</exception>
    internal static void Check(FileStream file, string path, TableFormat format)
    {
        string name = Path.GetFileName(path);
        byte[] first = new byte[4];
        int read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw Problem($"{name} is empty; expected a table with at least one row.", path);
        }

        string? found = Name(first.AsSpan(0, read));
        string? expected = format switch
        {
            { Kind: TableKind.Parquet } => "Parquet",
            { Compressed: true } => "gzip",
            _ => null,
        };
        if (expected == "Parquet" && found == "Parquet" && !EndsAsParquet(file))
        {
            throw Problem(
                $"{name} is cut off: a Parquet file ends with the mark 'PAR1' and this one does not; copy it again.",
                path);
        }

        if (expected is null && found?.StartsWith("UTF-16", StringComparison.Ordinal) == true)
        {
            throw Problem($"{name} is UTF-16 text; save it as UTF-8.", path);
        }

        if (found != expected)
        {
            throw Problem(
                $"{name} holds {found ?? "something else"}, but its name says {expected ?? "text"}; rename it or "
                    + "export it again.",
                path);
        }

        file.Position = 0;
    }

    private static bool EndsAsParquet(FileStream file)
    {
        if (file.Length < ParquetMinimumBytes)
        {
            return false;
        }

        Span<byte> last = stackalloc byte[4];
        file.Position = file.Length - last.Length;
        file.ReadExactly(last);
        return last.SequenceEqual("PAR1"u8);
    }

    private static string? Name(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1'] => "Parquet",
        [0x1F, 0x8B, ..] => "gzip",
        [(byte)'P', (byte)'K', 3, 4] => "a ZIP archive (a spreadsheet?)",
        [0xD0, 0xCF, 0x11, 0xE0] => "an old Office document (a spreadsheet?)",
        [0x28, 0xB5, 0x2F, 0xFD] => "Zstandard",
        [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16 text (save it as UTF-8)",
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i'] => "an SQLite database",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F'] => "a PDF",
        _ => null,
    };

    private static TableException Problem(string sentence, string path) => new(new TableProblem(sentence, path));
}
