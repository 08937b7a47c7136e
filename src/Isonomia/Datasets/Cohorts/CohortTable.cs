namespace Isonomia.Datasets;

/// <summary>The manifest behind a cohort: reads columns in one scan, and more of them when they are asked
/// for.</summary>
internal sealed class CohortTable
{
    /// <summary>The most distinct texts that are kept as codes.</summary>
    private const int CodeLimit = 1 << 16;

    private readonly MissingMarkers _markers;
    private readonly Dictionary<string, CohortCells> _cells = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private FileFingerprint? _fingerprint;

    internal CohortTable(string path, IReadOnlyList<string> missingValues, CancellationToken cancellation)
    {
        Path = path;
        _markers = new MissingMarkers(missingValues);
        using var session = new DuckDbSession(new DuckDbSettings());
        var source = TableSource.Open(path, session, null, cancellation);
        (Name, Columns, HeaderRows) = (source.Name, source.Columns, source.HeaderRows);
        Sha256 = source.Inspection.Sha256;
        if (source.Columns.GroupBy(name => name)
                .FirstOrDefault(group => group.Key.Length > 0 && group.Count() > 1) is { } twice)
        {
            source.Has(twice.Key);
        }
    }

    internal string Path { get; }

    internal string Name { get; }

    internal IReadOnlyList<string> Columns { get; }

    internal int HeaderRows { get; }

    /// <summary>The hash of the file's bytes.</summary>
    internal string Sha256 { get; }

    /// <summary>The file, once columns were read.</summary>
    internal FileFingerprint Fingerprint => _fingerprint ?? throw new InvalidOperationException("Read columns first.");

    internal bool Has(string column) => column.Length > 0 && Columns.Contains(column);

    /// <summary>The row number that a person counts: the header line of a text table is row 1.</summary>
    internal long RowNumber(int row) => row + 1L + HeaderRows;

    /// <summary>Reads columns that were not read before, in one scan.</summary>
    /// <param name="coded">Columns of few distinct texts, or whose texts repeat.</param>
    /// <param name="texts">Columns whose texts differ.</param>
    /// <param name="cancellation">Stops the reading.</param>
    internal void Load(IEnumerable<string> coded, IEnumerable<string> texts, CancellationToken cancellation)
    {
        lock (_lock)
        {
            string[] asText = [.. texts.Distinct().Where(column => !_cells.ContainsKey(column))];
            string[] asCodes =
                [.. coded.Distinct().Where(column => !_cells.ContainsKey(column) && !asText.Contains(column))];
            TextSink[] textSinks = [.. asText.Select(column => new TextSink(column, _markers))];
            CategorySink[] codeSinks = [.. asCodes.Select(column => new CategorySink(column, _markers, CodeLimit))];
            if (textSinks.Length + codeSinks.Length == 0)
            {
                return;
            }

            Scan([.. textSinks, .. codeSinks], cancellation);
            foreach (TextSink sink in textSinks)
            {
                _cells.Add(sink.Column, new CohortCells(sink.Take()));
            }

            foreach (CategorySink sink in codeSinks.Where(sink => !sink.Overflowed))
            {
                _cells.Add(sink.Column, new CohortCells(sink.Take(), sink.Names));
            }

            string[] overflowed = [.. codeSinks.Where(sink => sink.Overflowed).Select(sink => sink.Column)];
            if (overflowed.Length > 0)
            {
                Load([], overflowed, cancellation);
            }
        }
    }

    /// <summary>The cells of a column, read now where they were not before.</summary>
    internal CohortCells Cells(string column, CancellationToken cancellation = default)
    {
        if (!Has(column))
        {
            throw new Catalogs.UnknownNameException("Column", column, Columns.Where(name => name.Length > 0));
        }

        Load([column], [], cancellation);
        lock (_lock)
        {
            return _cells[column];
        }
    }

    private void Scan(ColumnSink[] sinks, CancellationToken cancellation)
    {
        using var session = new DuckDbSession(new DuckDbSettings());
        var source = TableSource.Open(Path, session, null, cancellation);
        if (source.Inspection.Sha256 != Sha256)
        {
            throw new TableException(new TableProblem(
                $"{Name} was changed while it was in use; expected the bytes it was opened with. Open the cohort "
                    + $"again.",
                Path));
        }

        List<TableProblem> problems = [];
        long rows = TableScan.Run(session, source, sinks, new RowOrigins(), problems, null, cancellation);
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        _fingerprint ??= new FileFingerprint(source.Name, source.Inspection.Sha256, source.Inspection.Bytes, rows);
    }
}
