using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Datasets;

/// <summary>Turns what the engine says into one sentence of ours; the engine's own text may quote cells.</summary>
internal static partial class EngineErrors
{
    /// <summary>The most faulty rows the engine lists.</summary>
    internal const int RejectLimit = 100;

    /// <summary>Turns an error into a problem of a file.</summary>
    internal static TableProblem Problem(DuckDbException error, string path)
    {
        string name = Path.GetFileName(path);
        string text = error.Message;
        if (TableFormat.Of(path) is { Kind: TableKind.Json } format
            && !text.Contains("Out of Memory", StringComparison.Ordinal))
        {
            return JsonFault.Find(path, format);
        }

        long? row = Number(LinePattern().Match(text));
        string where = row is null ? name : $"{name} row {row}";
        string sentence = true switch
        {
            _ when text.Contains("maximum line size", StringComparison.OrdinalIgnoreCase) =>
                $"{where} is longer than 2 MiB; expected one row a line (is a quotation mark missing?).",
            _ when text.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase) =>
                $"{name} needs more memory than the table engine may use; write smaller row groups or free memory.",
            _ when text.Contains("state machine", StringComparison.Ordinal) =>
                $"{where} has a stray quotation mark, or Windows and Unix line ends are mixed; expected RFC 4180 text.",
            _ when IsParquet(path) => $"{name} is damaged: its Parquet metadata or pages cannot be decoded; export it "
                + "again.",
            _ => $"{where} cannot be read as a table; expected {TableFormat.Extensions}.",
        };
        return new TableProblem(sentence, path, row);
    }

    /// <summary>Reads the rows the engine refused, one problem for each kind of fault.</summary>
    internal static (List<TableProblem> Problems, List<long> Rows) Rejected(DuckDbSession session, TableSource source)
    {
        Dictionary<string, List<(long Row, string Message)>> kinds = [];
        List<long> all = [];
        using (var rows = session.Query(
            "SELECT CAST(line AS BIGINT), CAST(error_type AS VARCHAR), error_message FROM reject_errors ORDER BY line, "
                + "error_type"))
        {
            while (rows.Next())
            {
                for (int i = 0; i < rows.Count; i++)
                {
                    string kind = rows.Column(1).Text(i) ?? string.Empty;
                    kinds.TryAdd(kind, []);
                    long row = rows.Column(0).Integers[i];
                    kinds[kind].Add((row, rows.Column(2).Text(i) ?? string.Empty));
                    all.Add(row);
                }
            }
        }

        IEnumerable<TableProblem> problems = kinds
            .OrderBy(kind => kind.Value[0].Row)
            .Select(kind => Sentence(source, kind.Key, kind.Value));
        return ([.. problems], [.. all.Distinct()]);
    }

    private static TableProblem Sentence(TableSource source, string kind, List<(long Row, string Message)> faults)
    {
        (long row, string message) = faults[0];
        long? found = Number(FoundPattern().Match(message));
        string more = faults.Count == 1
            ? string.Empty
            : $" (and {(faults.Count >= RejectLimit ? "many" : Words.Count(faults.Count - 1))} more such rows)";
        string what = kind switch
        {
            "MISSING COLUMNS" or "TOO MANY COLUMNS" when found is not null =>
                $"has {Words.Count(found.Value, "cell")}; the header has {Words.Count(source.Columns.Count)}",
            "MISSING COLUMNS" => $"has fewer cells than the header's {Words.Count(source.Columns.Count)}",
            "TOO MANY COLUMNS" => $"has more cells than the header's {Words.Count(source.Columns.Count)}",
            "UNQUOTED VALUE" => "has a stray or unclosed quotation mark; expected RFC 4180 text",
            "LINE SIZE OVER MAXIMUM" => "is longer than 2 MiB; expected one row a line (is a quotation mark missing?)",
            _ => "cannot be split into cells; expected RFC 4180 text",
        };
        return new TableProblem($"{source.Name} row {row} {what}{more}.", source.Path, row);
    }

    private static bool IsParquet(string path) =>
        Path.GetExtension(path).Equals(".parquet", StringComparison.OrdinalIgnoreCase);

    private static long? Number(Match match) =>
        match.Success && long.TryParse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;

    [GeneratedRegex(@"[Ll]ine: (\d+)")]
    private static partial Regex LinePattern();

    [GeneratedRegex(@"Found: (\d+)")]
    private static partial Regex FoundPattern();
}
