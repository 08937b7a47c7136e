using System.Diagnostics.CodeAnalysis;
using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>A small table held as text: manifests of images, lists of files.</summary>
public sealed class TextTable
{
    /// <summary>The most cells a text table may have.</summary>
    public const long CellLimit = 5_000_000;

    private readonly Dictionary<string, string?[]> _cells;

    private TextTable(
        string path, IReadOnlyList<string> columns, Dictionary<string, string?[]> cells, FileFingerprint fingerprint)
    {
        (Path, Columns, _cells, Fingerprint) = (path, columns, cells, fingerprint);
        RowCount = (int)fingerprint.Rows;
    }

    /// <summary>The file it was read from.</summary>
    public string Path { get; }

    /// <summary>The names of the columns that were read.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int RowCount { get; }

    /// <summary>The hash of the file.</summary>
    public FileFingerprint Fingerprint { get; }

    /// <summary>The cells of a column; null where a cell is empty or NULL, shape [RowCount].</summary>
    /// <param name="column">The column's name.</param>
    /// <exception cref="UnknownNameException">The column was not read; the message offers near names.</exception>
    [SuppressMessage(
        "Performance", "CA1819", Justification = "The columns are handed over; copying them doubles the memory.")]
    public string?[] this[string column] =>
        _cells.TryGetValue(column, out string?[]? cells)
            ? cells
            : throw new UnknownNameException("Column", column, Columns);

    /// <summary>Reads a table of text (CSV, TSV, Parquet or JSON lines; see docs/guide/datasets.md).</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns to read, or null: all that have a name.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The table, rows in the order of the file.</returns>
    /// <exception cref="UnknownNameException">A column is unknown; the message offers near names.</exception>
    /// <exception cref="TableException">The file is not as expected, or has more than <see cref="CellLimit"/>
    /// cells.</exception>
    public static TextTable Read(
        string path, IReadOnlyList<string>? columns = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        using var session = new DuckDbSession(new DuckDbSettings());
        var source = TableSource.Open(path, session, null, cancellation);
        string[] names = [.. columns ?? [.. source.Columns.Where(name => name.Length > 0)]];
        foreach (string name in names)
        {
            source.Require(name);
        }

        if (names.Length == 0)
        {
            throw new TableException(new TableProblem($"{source.Name} has no named columns; expected a header.", path));
        }

        TextSink[] sinks =
        [
            .. names.Distinct()
            .Select(name => new TextSink(name, MissingMarkers.None) { CellLimit = CellLimit / names.Length }),
        ];
        (List<TableProblem> problems, var origins) = ([], new RowOrigins());
        long rows = TableScan.Run(session, source, sinks, origins, problems, null, cancellation);
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        var fingerprint = new FileFingerprint(source.Name, source.Inspection.Sha256, source.Inspection.Bytes, rows);
        return new TextTable(
            path, [.. sinks.Select(sink => sink.Column)], sinks.ToDictionary(sink => sink.Column, sink => sink.Take()),
            fingerprint);
    }
}
