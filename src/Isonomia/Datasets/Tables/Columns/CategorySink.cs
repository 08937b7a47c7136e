namespace Isonomia.Datasets;

/// <summary>
/// Keeps a column as codes into the distinct texts it has, in the order they first appear; -1 where missing.
/// </summary>
internal sealed class CategorySink(string column, MissingMarkers markers, int limit) : ColumnSink(column)
{
    private const int Overflow = -2;

    private readonly Growing<int> _codes = new();
    private readonly TextCodes _texts = new(markers, limit);

    internal override int Count => _codes.Count;

    /// <summary>The distinct texts.</summary>
    internal IReadOnlyList<string> Names => _texts.Names;

    /// <summary>Whether there were more distinct texts than the limit; the codes are of no use then.</summary>
    internal bool Overflowed { get; private set; }

    /// <summary>How many distinct texts are kept.</summary>
    internal int Limit { get; } = limit;

    internal ReadOnlySpan<int> Codes => _codes.Items;

    internal override void Reserve(long capacity) => _codes.Reserve(capacity);

    internal int[] Take() => _codes.Take();

    internal override void Append(DuckDbVector cells)
    {
        Span<int> target = _codes.Extend(cells.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = cells.HasValue(i) ? _texts.CodeOf(cells.Bytes(i)) : -1;
            Overflowed |= target[i] == Overflow;
        }
    }
}
