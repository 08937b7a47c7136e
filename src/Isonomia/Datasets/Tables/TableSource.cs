using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>One file, checked and with its columns known, ready to be scanned.</summary>
internal sealed class TableSource
{
    /// <summary>The most bytes one JSON object or one text row may have.</summary>
    private const int RowLimit = TextInspection.RowLimit;

    private readonly TableFormat _format;
    private readonly char _delimiter;
    private readonly IReadOnlyList<string> _types;

    private TableSource(
        string path, TableFormat format, FileInspection inspection, IReadOnlyList<string> columns,
        IReadOnlyList<string> types, char delimiter)
    {
        (Path, _format, Inspection, Columns, _types, _delimiter) =
            (path, format, inspection, columns, types, delimiter);
        Name = System.IO.Path.GetFileName(path);
        HeaderRows = format.Kind == TableKind.Text ? 1 : 0;
    }

    internal string Path { get; }

    internal string Name { get; }

    internal FileInspection Inspection { get; }

    /// <summary>The column names as the file has them; they may repeat in delimited text.</summary>
    internal IReadOnlyList<string> Columns { get; }

    /// <summary>1 where the file has a header line, else 0.</summary>
    internal int HeaderRows { get; }

    /// <summary>About how many rows there are.</summary>
    internal long RowHint { get; private set; }

    /// <summary>Whether faulty rows are collected in the table <c>reject_errors</c>.</summary>
    internal bool CollectsRejects => _format.Kind == TableKind.Text;

    internal static TableSource Open(
        string path, DuckDbSession session, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        TableFormat format = TableFormat.Of(path);
        var inspection = FileInspection.Of(path, format, progress, cancellation);
        if (format.Kind == TableKind.Text)
        {
            CsvHeader header = CsvHeader.Of(inspection.Head);
            if (header.Names.All(string.IsNullOrWhiteSpace))
            {
                throw new TableException(new TableProblem(
                    $"{System.IO.Path.GetFileName(path)} has no columns; expected a header and rows.", path));
            }

            string[] types = [.. header.Names.Select(_ => "VARCHAR")];
            return new TableSource(path, format, inspection, header.Names, types, header.Delimiter)
            {
                RowHint = inspection.Lines,
            };
        }

        string function = format.Kind == TableKind.Parquet
            ? ParquetScan(path)
            : JsonScan(path, $", maximum_depth=1, sample_size={KeySample(inspection)}");
        (List<string> columns, List<string> kinds) = Describe(session, function, path);
        long rows = format.Kind == TableKind.Parquet ? ParquetRows(session, path) : inspection.Lines + 1;
        return new TableSource(path, format, inspection, columns, kinds, ',') { RowHint = rows };
    }

    /// <summary>Whether the file has a column.</summary>
    /// <exception cref="TableException">It has the column twice.</exception>
    internal bool Has(string column)
    {
        int count = Columns.Count(name => name == column);
        return count > 1
            ? throw new TableException(new TableProblem(
                $"{Name} has {Words.Count(count)} columns named '{column}'; expected distinct names.", Path, HeaderRows,
                column))
            : count == 1;
    }

    /// <summary>Throws unless the file has a column.</summary>
    /// <exception cref="UnknownNameException">It has not.</exception>
    internal void Require(string column)
    {
        if (!Has(column))
        {
            throw new UnknownNameException("Column", column, Columns);
        }
    }

    /// <summary>The engine's scan of all columns.</summary>
    internal string ScanText => Function([]);

    /// <summary>The engine's type of a column; VARCHAR for all of delimited text.</summary>
    internal string TypeOf(string column) => _types[ColumnIndex(column)];

    /// <summary>Whether a column holds lists or arrays of numbers.</summary>
    internal bool IsList(string column) =>
        _format.Kind == TableKind.Parquet && TypeOf(column).EndsWith(']');

    /// <summary>The length of the lists of a column.</summary>
    /// <exception cref="TableException">They differ in length, or one is missing.</exception>
    internal int ListLength(DuckDbSession session, string column)
    {
        string name = DuckDbSession.Identifier(column);
        using var rows = session.Query(
            $"SELECT coalesce(min(len({name})), 0)::BIGINT, coalesce(max(len({name})), 0)::BIGINT, "
            + $"count(*) FILTER (WHERE {name} IS NULL)::BIGINT FROM {ParquetScan(Path)}");
        rows.Next();
        (long shortest, long longest, long missing) = (rows.Column(0).Integers[0], rows.Column(1).Integers[0],
            rows.Column(2).Integers[0]);
        return missing == 0 && shortest == longest && longest is > 0 and <= ushort.MaxValue
            ? (int)longest
            : throw new TableException(new TableProblem(
                $"{Name} column '{column}' has lists of {shortest} to {longest} numbers and {Words.Count(missing)} "
                + $"without one; "
                + "expected lists of one length in every row.",
                Path,
                null,
                column));
    }

    /// <summary>Writes the query for some columns.</summary>
    internal string Select(IReadOnlyList<ColumnSink> sinks)
    {
        string list = string.Join(", ", sinks.Select(Expression));
        return $"SELECT {list} FROM {Function(sinks)}";
    }

    /// <summary>How many objects are looked at for their keys: all of them in files of ordinary size.</summary>
    private static int KeySample(FileInspection inspection) => inspection.Bytes <= 128 << 20 ? -1 : 1_000_000;

    private static string ParquetScan(string path) =>
        $"read_parquet({PathLiteral(path)}, binary_as_string=true, hive_partitioning=false, union_by_name=false)";

    private static string JsonScan(string path, string more)
    {
        string name = System.IO.Path.GetFileName(path);
        bool either = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
        string kind = either ? "auto" : "newline_delimited";
        return $"read_json({PathLiteral(path)}, format='{kind}', records=true, hive_partitioning=false, "
            + $"maximum_object_size={RowLimit}{more})";
    }

    /// <summary>A path as a literal; its glob characters stand for themselves.</summary>
    private static string PathLiteral(string path)
    {
        IEnumerable<string> letters = System.IO.Path.GetFullPath(path)
            .Select(letter => letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString());
        return DuckDbSession.Literal(string.Concat(letters));
    }

    private static (List<string> Columns, List<string> Types) Describe(
        DuckDbSession session, string function, string path)
    {
        (List<string> columns, List<string> types) = ([], []);
        try
        {
            using var rows = session.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {function})");
            while (rows.Next())
            {
                for (int i = 0; i < rows.Count; i++)
                {
                    columns.Add(rows.Column(0).Text(i) ?? string.Empty);
                    types.Add(rows.Column(1).Text(i) ?? string.Empty);
                }
            }
        }
        catch (DuckDbException error)
        {
            throw new TableException(EngineErrors.Problem(error, path), error);
        }

        return (columns, types);
    }

    private static long ParquetRows(DuckDbSession session, string path)
    {
        using var rows = session.Query($"SELECT num_rows::BIGINT FROM parquet_file_metadata({PathLiteral(path)})");
        return rows.Next() ? rows.Column(0).Integers[0] : 0;
    }

    private string Expression(ColumnSink sink)
    {
        int index = ColumnIndex(sink.Column);
        if (_format.Kind == TableKind.Text)
        {
            return $"c{index}";
        }

        string name = DuckDbSession.Identifier(sink.Column);
        string type = _types[index];
        if (sink.Element is { } element)
        {
            return $"CAST({name}[{element}] AS DOUBLE)";
        }

        if (_format.Kind == TableKind.Json || type is "VARCHAR" or "JSON")
        {
            return name;
        }

        bool fraction = type is "DOUBLE" or "FLOAT" || type.StartsWith("DECIMAL", StringComparison.Ordinal);
        bool number = fraction || type == "BOOLEAN" || type.EndsWith("INT", StringComparison.Ordinal)
            || type.EndsWith("INTEGER", StringComparison.Ordinal);
        if (sink.TakesNumbers)
        {
            return number
                ? $"CAST({name} AS DOUBLE)"
                : throw new TableException(new TableProblem(
                    $"{Name} column '{sink.Column}' has the type {type}; expected numbers.", Path, null, sink.Column));
        }

        return fraction
            ? $"CASE WHEN isnan({name}::DOUBLE) THEN NULL WHEN {name} = trunc({name}) AND abs({name}::DOUBLE) < 1e15 "
                + $"THEN CAST(CAST({name} AS BIGINT) AS VARCHAR) ELSE CAST({name} AS VARCHAR) END"
            : $"CAST({name} AS VARCHAR)";
    }

    private string Function(IReadOnlyList<ColumnSink> sinks) => _format.Kind switch
    {
        TableKind.Parquet => ParquetScan(Path),
        TableKind.Json => JsonScan(Path, $", columns={{{string.Join(", ", JsonColumns(sinks))}}}"),
        _ => $"read_csv({PathLiteral(Path)}, auto_detect=false, header=true, "
            + $"delim={DuckDbSession.Literal(_delimiter.ToString())}, "
            + "quote='\"', escape='\"', store_rejects=true, rejects_limit=100, hive_partitioning=false, "
            + $"max_line_size={RowLimit}, compression='{(_format.Compressed ? "gzip" : "none")}', "
            + $"columns={{{TextColumns()}}})",
    };

    private static IEnumerable<string> JsonColumns(IReadOnlyList<ColumnSink> sinks) =>
        sinks.Select(sink => sink.Column).Distinct().Select(column => $"{DuckDbSession.Literal(column)}: 'VARCHAR'");

    private string TextColumns() => string.Join(", ", Columns.Select((_, index) => $"'c{index}': 'VARCHAR'"));

    private int ColumnIndex(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        throw new UnknownNameException("Column", column, Columns);
    }
}
