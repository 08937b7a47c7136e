namespace Isonomia.Datasets;

/// <summary>
/// Takes the cells of one column, chunk after chunk, and keeps them in the smallest form that serves.
/// </summary>
internal abstract class ColumnSink(string column)
{
    /// <summary>The column's name in the file.</summary>
    internal string Column { get; } = column;

    /// <summary>Whether number columns of a typed format should come as doubles; they come as text otherwise.</summary>
    internal virtual bool TakesNumbers => false;

    /// <summary>Which element, from 1, of a column of lists is wanted, or null: the column itself.</summary>
    internal virtual int? Element => null;

    /// <summary>How many cells were taken.</summary>
    internal abstract int Count { get; }

    /// <summary>Makes room for a number of cells in all.</summary>
    internal abstract void Reserve(long capacity);

    /// <summary>Takes the cells of a chunk.</summary>
    internal abstract void Append(DuckDbVector cells);

    /// <summary>Says what was wrong with the cells.</summary>
    internal virtual IEnumerable<TableProblem> Problems(RowOrigins origins) => [];
}
