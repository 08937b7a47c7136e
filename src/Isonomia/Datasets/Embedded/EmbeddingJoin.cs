using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Reads embeddings and finds for every prediction its own.</summary>
/// <remarks>A table (CSV, TSV, Parquet, JSON lines) holds the identifier in one column and the numbers in the others,
/// or in one Parquet column of lists; a .npy matrix, or any file without a key, holds the rows in the order of the
/// predictions.</remarks>
internal sealed class EmbeddingJoin
{
    private readonly string _path;
    private readonly string? _left;
    private readonly string? _right;
    private readonly IdentifierCodes _identifiers = new();
    private readonly IdentifierSink? _key;
    private readonly IReadOnlyList<string> _missing;

    private EmbeddingJoin(string path, string? left, string? right, ColumnPlan plan, IReadOnlyList<string> missing)
    {
        (_path, _left, _right, _missing) = (path, left, right, missing);
        if (left is not null)
        {
            _key = new IdentifierSink(left, plan.Markers, _identifiers);
            plan.Sinks.Add(_key);
        }
    }

    /// <summary>The file that was read.</summary>
    internal FileFingerprint? File { get; private set; }

    private bool IsNpy => _path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private string Name => Path.GetFileName(_path);

    /// <summary>Plans the join.</summary>
    /// <param name="request">The path and the key.</param>
    /// <param name="sources">The prediction files.</param>
    /// <param name="plan">Learns which column holds the key.</param>
    /// <returns>The join, or null where no embeddings were named.</returns>
    /// <exception cref="UnknownNameException">The key column is unknown.</exception>
    internal static EmbeddingJoin? Plan(PredictionRequest request, IReadOnlyList<TableSource> sources, ColumnPlan plan)
    {
        if (request.EmbeddingsPath is not { } path)
        {
            return null;
        }

        string? key = request.EmbeddingsKey;
        int at = key is null || sources[0].Columns.Contains(key) ? -1 : key.IndexOf('=', StringComparison.Ordinal);
        (string? left, string? right) = at < 0 ? (key, key) : (key![..at], key[(at + 1)..]);
        bool isNpy = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);
        if (isNpy && key is not null)
        {
            throw new ArgumentException(
                $"{Path.GetFileName(path)} is a plain matrix without identifiers; leave the key out, its rows must "
                + $"be in the order of the predictions.",
                nameof(request));
        }

        foreach (TableSource source in left is null ? [] : sources)
        {
            source.Require(left!);
        }

        return new EmbeddingJoin(path, left, right, plan, request.MissingValues);
    }

    /// <summary>Reads the file and matches it.</summary>
    /// <param name="session">The engine.</param>
    /// <param name="rowCount">How many predictions there are.</param>
    /// <param name="state">Learns notes and problems.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The embeddings.</returns>
    /// <exception cref="TableException">The file is not as expected.</exception>
    internal EmbeddingTable Read(
        DuckDbSession session, int rowCount, ReadingState state, IProgress<ReadingProgress>? progress,
            CancellationToken cancellation)
    {
        if (IsNpy)
        {
            NpyFile matrix = NpyFile.Read(_path, cancellation);
            File = matrix.File;
            return new EmbeddingTable(matrix.Values, matrix.Width, InOrder(rowCount, (int)matrix.File.Rows));
        }

        TableSource source = TableSource.Open(_path, session, progress, cancellation);
        if (_right is not null)
        {
            source.Require(_right);
        }

        string[] features = [.. source.Columns.Where(column => column != _right)];
        if (features.Length == 0)
        {
            throw new TableException(new TableProblem($"{Name} has no column of numbers besides the identifier; "
                + $"expected embeddings.", _path));
        }

        int list = features.Length == 1 && source.IsList(features[0]) ? source.ListLength(session, features[0]) : 0;
        var values = new FeatureMatrix(list > 0 ? list : features.Length);
        var own = new IdentifierSink(_right ?? string.Empty, new MissingMarkers(_missing), _identifiers);
        ColumnSink[] sinks =
        [
            .. list > 0
                ? Enumerable.Range(0, list).Select(i => new FeatureSink(features[0], values, i, i + 1))
                : features.Select((column, i) => new FeatureSink(column, values, i)),
            .. _right is null ? Array.Empty<ColumnSink>() : [own],
        ];
        RowOrigins origins = new();
        List<TableProblem> problems = [];
        long rows = TableScan.Run(session, source, sinks, origins, problems, progress, cancellation);
        problems.AddRange(sinks.SelectMany(sink => sink.Problems(origins)).Take(20));
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        File = new FileFingerprint(source.Name, source.Inspection.Sha256, source.Inspection.Bytes, rows);
        int[] matched = _right is null ? InOrder(rowCount, (int)rows) : Matched(own.Take(), origins, state);
        return new EmbeddingTable(values.Take(), values.Width, matched);
    }

    private int[] InOrder(int rowCount, int rows) => rows == rowCount
        ? [.. Enumerable.Range(0, rows)]
        : throw new TableException(new TableProblem(
            $"{Name} has {Words.Count(rows, "row")} and the predictions have {Words.Count(rowCount)}; "
                + "without an identifier the rows must "
            + "correspond one to one (give the key of a table of embeddings with --embeddings-key).",
            _path));

    private int[] Matched(int[] codes, RowOrigins origins, ReadingState state)
    {
        int[] rowOf = new int[_identifiers.Count];
        Array.Fill(rowOf, -1);
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0 && rowOf[codes[row]] >= 0)
            {
                long line = origins.Locate(row).Row;
                throw new TableException(new TableProblem(
                    $"{Name} row {line}: the key '{_right}' repeats an earlier row's; expected one embedding for "
                    + $"each key.", _path, line, _right));
            }

            if (codes[row] >= 0)
            {
                rowOf[codes[row]] = row;
            }
        }

        int[] matched = Array.ConvertAll(_key!.Codes.ToArray(), code => code < 0 ? -1 : rowOf[code]);
        long without = matched.LongCount(row => row < 0);
        if (without == matched.Length)
        {
            throw new TableException(new TableProblem(
                $"None of the predictions has an embedding in {Name} (key '{_left}' = '{_right}'); expected the "
                + $"same identifiers in both.",
                _path,
                null,
                _right));
        }

        state.Note(
            "rows_without_embedding",
            without,
            $"{Words.Have(without, "row")} no embedding in {Name}; what is computed from embeddings leaves "
                + $"{(without == 1 ? "it" : "them")} out.");
        return matched;
    }
}
