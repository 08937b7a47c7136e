namespace Isonomia.Datasets;

/// <summary>Keeps a column as texts; for small tables and for paths only.</summary>
internal sealed class TextSink(string column, MissingMarkers markers) : ColumnSink(column)
{
    private readonly Growing<string?> _texts = new();

    internal override int Count => _texts.Count;

    internal override void Reserve(long capacity) => _texts.Reserve(capacity);

    internal string?[] Take() => _texts.Take();

    internal override void Append(DuckDbVector cells)
    {
        Span<string?> target = _texts.Extend(cells.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = cells.HasValue(i) && !markers.Contains(cells.Bytes(i)) ? cells.Text(i) : null;
        }
    }
}
