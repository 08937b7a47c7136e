using System.Text;

namespace Isonomia.Documentation;

/// <summary>Small comma-separated texts with quotes (RFC 4180): embedded facts and the catalogue's own files.</summary>
internal static class CsvText
{
    /// <summary>Splits a text into rows of cells; empty lines are left out.</summary>
    internal static List<string[]> Read(string text)
    {
        List<string[]> rows = [];
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        bool any = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = any = true;
            }
            else if (c == ',')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                any = true;
            }
            else if (c is '\n')
            {
                EndRow();
            }
            else if (c is not '\r' and not '\uFEFF')
            {
                cell.Append(c);
                any = true;
            }
        }

        EndRow();
        return rows;

        void EndRow()
        {
            if (any)
            {
                cells.Add(cell.ToString());
                rows.Add([.. cells]);
            }

            cells.Clear();
            cell.Clear();
            any = false;
        }
    }

    /// <summary>Splits a text with a header into rows by column name; a short row has empty cells at its end.</summary>
    internal static IEnumerable<Dictionary<string, string>> Rows(string text)
    {
        List<string[]> rows = Read(text);
        string[] header = rows[0];
        return rows.Skip(1).Select(row => header.Index().ToDictionary(
            column => column.Item, column => column.Index < row.Length ? row[column.Index] : string.Empty,
                StringComparer.Ordinal));
    }

    /// <summary>Writes one line, quoting only where it is needed.</summary>
    internal static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Quote)) + "\n";

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? cell
        : "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
