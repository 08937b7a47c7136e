namespace Isonomia.Datasets;

/// <summary>Keeps a column as texts; for small tables and for paths only.</summary>
internal sealed class TextSink(string column, MissingMarkers markers) : ColumnSink(column)
{
    private readonly Growing<string?> _texts = new();

    /// <summary>The most cells that are taken.</summary>
    internal long CellLimit { get; init; } = Array.MaxLength;

    internal override int Count => _texts.Count;

    internal override void Reserve(long capacity) => _texts.Reserve(Math.Min(capacity, CellLimit));

    internal string?[] Take() => _texts.Take();

    internal override void Append(DuckDbVector cells)
    {
        if (_texts.Count + cells.Count > CellLimit)
        {
            throw new TableException(new TableProblem(
                $"Column '{Column}' has more than {Words.Count(CellLimit)} cells, too many for a table that is held as "
                    + "text; "
                + "name fewer columns or split it.",
                null,
                null,
                Column));
        }

        Span<string?> target = _texts.Extend(cells.Count);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = cells.HasValue(i) && !markers.Contains(cells.Bytes(i)) ? cells.Text(i) : null;
        }
    }
}
