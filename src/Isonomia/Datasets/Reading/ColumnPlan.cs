using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>A column that will be read, and whether it comes from the metadata table.</summary>
internal sealed record Planned<TSink>(TSink Sink, bool Joined)
    where TSink : ColumnSink;

/// <summary>Decides for every column from which table it comes, and collects what each scan must read.</summary>
internal sealed class ColumnPlan(IReadOnlyList<TableSource> sources, TableSource? metadata, MissingMarkers markers)
{
    private readonly List<ReadingNote> _notes = [];

    /// <summary>What is read from the prediction files.</summary>
    internal List<ColumnSink> Sinks { get; } = [];

    /// <summary>What is read from the metadata table.</summary>
    internal List<ColumnSink> MetadataSinks { get; } = [];

    internal IReadOnlyList<ReadingNote> Notes => _notes;

    internal MissingMarkers Markers => markers;

    /// <summary>For every row its row in the metadata table or -1; set by the join.</summary>
    internal int[]? MetadataRows { get; set; }

    internal TableSource? Metadata => metadata;

    internal bool Knows(string column) =>
        sources[0].Columns.Contains(column) || (metadata?.Columns.Contains(column) ?? false);

    internal Planned<NumberSink> Numbers(string column) => Add(new NumberSink(column, markers));

    internal Planned<CategorySink> Categories(string column, int limit) =>
        Add(new CategorySink(column, markers, limit));

    internal Planned<IdentifierSink> Identifiers(string column) => Add(new IdentifierSink(column, markers));

    internal Planned<TextSink> Texts(string column) => Add(new TextSink(column, markers));

    /// <summary>The (first) file a planned column comes from, for a sentence.</summary>
    internal TableSource SourceOf(bool joined) => joined ? metadata! : sources[0];

    internal int[] Take(Planned<CategorySink> column) => Gather(column.Sink.Take(), column.Joined, -1);

    internal int[] Take(Planned<IdentifierSink> column) => Gather(column.Sink.Take(), column.Joined, -1);

    internal double[] Take(Planned<NumberSink> column) => Gather(column.Sink.Take(), column.Joined, double.NaN);

    internal string?[] Take(Planned<TextSink> column) => Gather(column.Sink.Take(), column.Joined, null);

    private Planned<TSink> Add<TSink>(TSink sink)
        where TSink : ColumnSink
    {
        bool joined = Joined(sink.Column);
        (joined ? MetadataSinks : Sinks).Add(sink);
        return new Planned<TSink>(sink, joined);
    }

    private bool Joined(string column)
    {
        TableSource[] having = [.. sources.Where(source => source.Has(column))];
        bool inMetadata = metadata?.Has(column) ?? false;
        if (having.Length == sources.Count)
        {
            if (inMetadata && !_notes.Exists(note => note.Sentence.Contains($"'{column}'", StringComparison.Ordinal)))
            {
                _notes.Add(new ReadingNote(
                    "column_in_both_tables",
                    $"Column '{column}' is in {sources[0].Name} and in {metadata!.Name}; the one of {sources[0].Name} "
                        + "was used.",
                    1));
            }

            return false;
        }

        if (inMetadata)
        {
            return true;
        }

        if (having.Length > 0)
        {
            TableSource lacking = sources.First(source => !having.Contains(source));
            throw new TableException(new TableProblem(
                $"{lacking.Name} has no column '{column}' that {having[0].Name} has; expected the same columns in "
                    + "every file.",
                lacking.Path,
                null,
                column));
        }

        IEnumerable<string> more = metadata?.Columns.Except(sources[0].Columns) ?? [];
        throw new UnknownNameException(
            "Column", column, sources[0].Columns.Concat(more).Where(name => name.Length > 0));
    }

    private T[] Gather<T>(T[] values, bool joined, T missing)
    {
        if (!joined)
        {
            return values;
        }

        int[] rows = MetadataRows ?? throw new InvalidOperationException("The join comes first.");
        T[] gathered = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            gathered[i] = rows[i] < 0 ? missing : values[rows[i]];
        }

        return gathered;
    }
}
