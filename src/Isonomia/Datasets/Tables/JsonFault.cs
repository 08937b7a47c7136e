using System.IO.Compression;
using System.Text.Json;

namespace Isonomia.Datasets;

/// <summary>
/// Finds the line of a JSON table that the engine stumbled over; the engine's own line numbers are not exact.
/// </summary>
internal static class JsonFault
{
    private const string Expected = "expected one object a line, or one array of objects";

    internal static TableProblem Find(string path, TableFormat format)
    {
        string name = Path.GetFileName(path);
        using Stream file = File.OpenRead(path);
        using Stream text = format.Compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var lines = new StreamReader(text);
        long row = 0;
        while (lines.Peek() != '[' && lines.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            row++;
            if (!IsObject(line))
            {
                return new TableProblem($"{name} row {row} is not a whole JSON object; {Expected}.", path, row);
            }
        }

        return new TableProblem($"{name} is not a table of small JSON objects; {Expected}.", path);
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var parsed = JsonDocument.Parse(line);
            return parsed.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
