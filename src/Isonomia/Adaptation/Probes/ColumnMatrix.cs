using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>A double matrix kept by columns, so that both products it is used for sum in a fixed order for any number
/// of threads.</summary>
internal sealed class ColumnMatrix
{
    private const int RowBlock = 1024;
    private readonly double[][] _columns;
    private readonly ParallelOptions _options;

    private ColumnMatrix(double[][] columns, int rowCount, int threadCount) =>
        (_columns, RowCount, _options) =
            (columns, rowCount, new ParallelOptions { MaxDegreeOfParallelism = threadCount });

    internal int RowCount { get; }

    internal int ColumnCount => _columns.Length;

    internal double[] Column(int index) => _columns[index];

    /// <summary>Gathers rows of a row-major float matrix of the given width.</summary>
    internal static ColumnMatrix Gather(
        ReadOnlyMemory<float> values, int width, IReadOnlyList<int> rows, int threadCount)
    {
        double[][] columns = new double[width][];
        Parallel.For(0, width, new ParallelOptions { MaxDegreeOfParallelism = threadCount }, j =>
        {
            ReadOnlySpan<float> source = values.Span;
            double[] column = new double[rows.Count];
            for (int i = 0; i < column.Length; i++)
            {
                column[i] = source[(rows[i] * width) + j];
            }

            columns[j] = column;
        });
        return new ColumnMatrix(columns, rows.Count, threadCount);
    }

    /// <summary>Computes X·v into a vector of n numbers.</summary>
    internal void Times(double[] vector, double[] result) =>
        Parallel.For(0, (RowCount + RowBlock - 1) / RowBlock, _options, block =>
        {
            int start = block * RowBlock;
            Span<double> target = result.AsSpan(start, Math.Min(RowBlock, RowCount - start));
            target.Clear();
            for (int j = 0; j < _columns.Length; j++)
            {
                TensorPrimitives.MultiplyAdd(_columns[j].AsSpan(start, target.Length), vector[j], target, target);
            }
        });

    /// <summary>Computes Xᵀ·v into a vector of d numbers.</summary>
    internal void TransposeTimes(double[] vector, double[] result) =>
        Parallel.For(0, _columns.Length, _options, j => result[j] = TensorPrimitives.Dot<double>(_columns[j], vector));

    /// <summary>Computes the lower triangle of XᵀX, row by row.</summary>
    internal double[][] Gram()
    {
        double[][] gram = new double[_columns.Length][];
        Parallel.For(0, _columns.Length, _options, i =>
        {
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                row[j] = TensorPrimitives.Dot<double>(_columns[i], _columns[j]);
            }

            gram[i] = row;
        });
        return gram;
    }
}
