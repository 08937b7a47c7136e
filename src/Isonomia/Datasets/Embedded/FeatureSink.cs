using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>Takes one column of embeddings into a matrix that it shares with its neighbors.</summary>
/// <param name="column">The column.</param>
/// <param name="matrix">The matrix.</param>
/// <param name="index">The place in a row.</param>
/// <param name="element">The place, from 1, in a column of lists, or null.</param>
internal sealed class FeatureSink(string column, FeatureMatrix matrix, int index, int? element = null)
    : ColumnSink(column)
{
    private int _count;
    private int _firstBad = -1;
    private long _badCount;

    internal override int Count => _count;

    internal override bool TakesNumbers => true;

    internal override int? Element => element;

    internal override void Reserve(long capacity) => matrix.Reserve(capacity);

    internal override void Append(DuckDbVector cells)
    {
        matrix.Extend(_count + cells.Count);
        for (int i = 0; i < cells.Count; i++)
        {
            double number = !cells.HasValue(i) ? double.NaN
                : cells.HoldsNumbers ? cells.Numbers[i]
                : double.TryParse(cells.Bytes(i), NumberStyles.Float, CultureInfo.InvariantCulture,
                    out double parsed) ? parsed
                : double.NaN;
            if (!float.IsFinite((float)number))
            {
                _firstBad = _badCount++ == 0 ? _count + i : _firstBad;
            }

            matrix.Set(_count + i, index, (float)number);
        }

        _count += cells.Count;
    }

    internal override IEnumerable<TableProblem> Problems(RowOrigins origins)
    {
        if (_badCount == 0)
        {
            yield break;
        }

        (TableSource source, long row) = origins.Locate(_firstBad);
        string what = _badCount == 1 ? "a cell that is" : $"{Words.Count(_badCount)} cells that are";
        yield return new TableProblem(
            $"{source.Name} row {row}: column '{Column}' has {what} no finite number; expected one column with the "
            + $"identifier and "
            + "otherwise the numbers of the embedding only.",
            source.Path,
            row,
            Column);
    }
}

/// <summary>A growing matrix of floats, row-major.</summary>
/// <param name="width">How many columns it has.</param>
internal sealed class FeatureMatrix(int width)
{
    private readonly Growing<float> _values = new();

    /// <summary>How many columns it has.</summary>
    internal int Width => width;

    internal void Reserve(long rows) => _values.Reserve(rows * width);

    internal void Extend(int rows)
    {
        int more = checked(rows * width) - _values.Count;
        if (more > 0)
        {
            _values.Extend(more);
        }
    }

    internal void Set(int row, int column, float value) => _values.Writable[(row * width) + column] = value;

    internal float[] Take() => _values.Take();
}
