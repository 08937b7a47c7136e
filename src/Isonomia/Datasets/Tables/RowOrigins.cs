namespace Isonomia.Datasets;

/// <summary>From which file and row the i-th row that was read came.</summary>
internal sealed class RowOrigins
{
    private readonly List<(TableSource Source, long Start, IReadOnlyList<long> Rejected)> _files = [];

    /// <summary>Starts a file: the rows from here on are its.</summary>
    internal void Add(TableSource source, long start, IReadOnlyList<long> rejected) =>
        _files.Add((source, start, rejected));

    /// <summary>Finds the file and the row number (from 1, a header line counted) of a row.</summary>
    internal (TableSource Source, long Row) Locate(long index)
    {
        (TableSource source, long start, IReadOnlyList<long> rejected) = _files.Last(file => file.Start <= index);
        long row = index - start + 1 + source.HeaderRows;
        foreach (long line in rejected)
        {
            row += line <= row ? 1 : 0;
        }

        return (source, row);
    }
}
