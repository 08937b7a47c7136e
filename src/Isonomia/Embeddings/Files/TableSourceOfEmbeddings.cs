using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>Embeddings in a table: an id column and one column a feature, or in Parquet one column of lists.</summary>
internal sealed class TableSourceOfEmbeddings : IEmbeddingSource
{
    private readonly double[][] _columns;
    private readonly float[]? _lists;
    private int _next;

    private TableSourceOfEmbeddings(string[] ids, double[][] columns, float[]? lists, int width) =>
        (Ids, _columns, _lists, Width) = (ids, columns, lists, width);

    public int Count => Ids!.Count;

    public int Width { get; }

    public IReadOnlyList<string>? Ids { get; }

    internal static TableSourceOfEmbeddings Read(string path, string? idColumn, CancellationToken cancellation)
    {
        using DuckDbSession session = new(new DuckDbSettings());
        TableSource source = TableSource.Open(path, session, null, cancellation);
        string name = Path.GetFileName(path);
        string id = idColumn ?? source.Columns.FirstOrDefault(column => column is "id" or "sample_id" or "image_id")
            ?? throw new EmbeddingException(
                $"{name} has no column 'id', 'sample_id' or 'image_id'; name the id column.");
        source.Require(id);
        string[] features = [.. source.Columns.Where(column => column != id && column.Length > 0)];
        TextSink ids = new(id, MissingMarkers.None);
        string? list = features.FirstOrDefault(column => source.TypeOf(column).EndsWith(']'));
        NumberSink[] numbers = list is null
            ? [.. features.Select(column => new NumberSink(column, MissingMarkers.None))] : [];
        if (list is null && numbers.Length == 0)
        {
            throw new EmbeddingException($"{name} has no column besides '{id}'; one column a feature was expected.");
        }

        List<TableProblem> problems = [];
        RowOrigins origins = new();
        TableScan.Run(session, source, [ids, .. numbers], origins, problems, null, cancellation);
        problems.AddRange(numbers.SelectMany(sink => sink.Problems(origins)));
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        string?[] cells = ids.Take();
        int empty = Array.FindIndex(cells, cell => cell is null);
        if (empty >= 0)
        {
            throw new EmbeddingException(
                $"{name} row {empty + 1 + source.HeaderRows}: column '{id}' is empty; every row needs an id.");
        }

        string[] known = [.. cells.Select(cell => cell!)];
        return list is null
            ? new TableSourceOfEmbeddings(known, [.. numbers.Select(sink => sink.Take())], null, numbers.Length)
            : OfLists(session, source, known, list, name);
    }

    public void ReadRow(Span<float> target)
    {
        for (int column = 0; column < target.Length; column++)
        {
            target[column] = _lists is null ? (float)_columns[column][_next] : _lists[((long)_next * Width) + column];
        }

        _next++;
    }

    public void Dispose()
    {
    }

    private static TableSourceOfEmbeddings OfLists(DuckDbSession session, TableSource source, string[] ids,
        string list, string name)
    {
        string column = DuckDbSession.Identifier(list);
        int width = 0;
        using (DuckDbRows sizes = session.Query(
            $"SELECT coalesce(min(len({column})), 0)::BIGINT, coalesce(max(len({column})), 0)::BIGINT, "
                + $"count({column})::BIGINT FROM {source.ScanText}"))
        {
            sizes.Next();
            long least = sizes.Column(0).Integers[0];
            long most = sizes.Column(1).Integers[0];
            width = least == most && most is > 0 and < int.MaxValue && sizes.Column(2).Integers[0] == ids.Length
                ? (int)most
                : throw new EmbeddingException(
                    $"{name} column '{list}' has lists of {least} to {most} numbers, or empty cells; lists of one "
                        + $"length were expected.");
        }

        float[] values = new float[checked(ids.Length * width)];
        int next = 0;
        using DuckDbRows rows =
            session.Query(
                $"SELECT coalesce(CAST(number AS DOUBLE), 'nan'::DOUBLE) FROM (SELECT unnest({column}) AS number FROM "
                    + $"{source.ScanText})");
        while (rows.Next())
        {
            foreach (double number in rows.Column(0).Numbers)
            {
                values[next++] = (float)number;
            }
        }

        return new TableSourceOfEmbeddings(ids, [], values, width);
    }
}
