using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>The lower triangular factor of a positive definite matrix.</summary>
internal sealed class CholeskyFactor
{
    private const int Block = 64;
    private readonly double[][] _rows;

    private CholeskyFactor(double[][] rows) => _rows = rows;

    /// <summary>Factors ridge · identity + weight · matrix; the same bits for any number of threads.</summary>
    /// <param name="matrix">A Gram matrix, row-major, shape [d, d].</param>
    /// <param name="size">d.</param>
    /// <param name="weight">The weight ≥ 0.</param>
    /// <param name="ridge">What is added to the diagonal, above 0.</param>
    /// <param name="threadCount">Threads.</param>
    internal static CholeskyFactor OfRidge(double[] matrix, int size, double weight, double ridge, int threadCount)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threadCount };
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
        {
            double[] row = rows[i] = new double[i + 1];
            TensorPrimitives.Multiply(matrix.AsSpan(i * size, i + 1), weight, row);
            row[i] += ridge;
        }

        for (int start = 0; start < size; start += Block)
        {
            int end = Math.Min(size, start + Block);
            for (int i = start; i < end; i++)
            {
                Eliminate(rows, i, start, i);
                double[] row = rows[i];

                // At least the ridge in exact arithmetic, since a Gram matrix has no negative direction.
                row[i] = Math.Sqrt(Math.Max(row[i] - TensorPrimitives.SumOfSquares<double>(row.AsSpan(0, i)),
                    1e-3 * ridge));
            }

            int first = start;
            Parallel.For(end, size, options, i => Eliminate(rows, i, first, end));
        }

        return new CholeskyFactor(rows);
    }

    /// <summary>Replaces b by the solution of L·Lᵀ·x = b.</summary>
    internal void Solve(Span<double> b)
    {
        for (int i = 0; i < b.Length; i++)
        {
            b[i] = (b[i] - TensorPrimitives.Dot<double>(_rows[i].AsSpan(0, i), b[..i])) / _rows[i][i];
        }

        for (int i = b.Length - 1; i >= 0; i--)
        {
            b[i] /= _rows[i][i];
            TensorPrimitives.MultiplyAdd(_rows[i].AsSpan(0, i), -b[i], b[..i], b[..i]);
        }
    }

    private static void Eliminate(double[][] rows, int i, int from, int to)
    {
        double[] row = rows[i];
        for (int j = from; j < to; j++)
        {
            row[j] = (row[j] - TensorPrimitives.Dot<double>(row.AsSpan(0, j), rows[j].AsSpan(0, j))) / rows[j][j];
        }
    }
}
