using System.Text;

namespace Isonomia.Datasets;

/// <summary>The first record of a delimited text: its names and what separates them.</summary>
/// <param name="Names">The column names, unquoted; a name may be empty.</param>
/// <param name="Delimiter">Comma, semicolon, tab or bar: the one the header has most of.</param>
internal sealed record CsvHeader(IReadOnlyList<string> Names, char Delimiter)
{
    private const string Delimiters = ",;\t|";

    /// <summary>Reads the header from the first bytes of a file.</summary>
    internal static CsvHeader Of(byte[] head)
    {
        ReadOnlySpan<byte> bytes = head;
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        bytes = bytes.TrimStart("\r\n"u8);
        string record = Encoding.UTF8.GetString(bytes[..RecordLength(bytes)]);
        int[] counts = new int[Delimiters.Length];
        bool quoted = false;
        foreach (char letter in record)
        {
            quoted ^= letter == '"';
            int which = quoted ? -1 : Delimiters.IndexOf(letter, StringComparison.Ordinal);
            if (which >= 0)
            {
                counts[which]++;
            }
        }

        char delimiter = Delimiters[Array.IndexOf(counts, counts.Max())];
        return new CsvHeader(Split(record, delimiter), delimiter);
    }

    private static int RecordLength(ReadOnlySpan<byte> bytes)
    {
        bool quoted = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            quoted ^= bytes[i] == (byte)'"';
            if (!quoted && bytes[i] is (byte)'\n' or (byte)'\r')
            {
                return i;
            }
        }

        return bytes.Length;
    }

    private static List<string> Split(string record, char delimiter)
    {
        List<string> names = [];
        var name = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < record.Length; i++)
        {
            char letter = record[i];
            if (letter == '"')
            {
                bool doubled = quoted && i + 1 < record.Length && record[i + 1] == '"';
                if (doubled)
                {
                    name.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (letter == delimiter && !quoted)
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else
            {
                name.Append(letter);
            }
        }

        names.Add(name.ToString());
        return names;
    }
}
