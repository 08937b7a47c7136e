using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The mean silhouette of a clustering over a seeded sample of rows.</summary>
/// <remarks>Source: Rousseeuw, J. Comput. Appl. Math. 20, 1987; Euclidean distances; a row alone in its cluster has
/// 0.</remarks>
internal sealed class SilhouetteSample
{
    private const int RowLimit = 2000;
    private readonly int[] _rows;
    private readonly float[] _distances;

    internal SilhouetteSample(FloatMatrix matrix, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, matrix.RowCount)];
        if (order.Length > RowLimit)
        {
            RandomSource.For(seed, "silhouette", 0).Shuffle<int>(order);
        }

        _rows = [.. order.Take(RowLimit).Order()];
        _distances = new float[_rows.Length * _rows.Length];
        for (int i = 0; i < _rows.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _distances[(i * _rows.Length) + j] = _distances[(j * _rows.Length) + i] =
                    (float)Math.Sqrt(Distance.Squared(matrix.Row(_rows[i]), matrix.Row(_rows[j])));
            }
        }
    }

    /// <summary>The mean over the sample.</summary>
    /// <param name="labels">The cluster of every row of the matrix.</param>
    /// <param name="count">How many clusters there are, at least 2.</param>
    internal double Mean(int[] labels, int count)
    {
        double total = 0;
        double[] sums = new double[count];
        int[] sizes = new int[count];
        foreach (int row in _rows)
        {
            sizes[labels[row]]++;
        }

        for (int i = 0; i < _rows.Length; i++)
        {
            int own = labels[_rows[i]];
            if (sizes[own] < 2)
            {
                continue;
            }

            Array.Clear(sums);
            for (int j = 0; j < _rows.Length; j++)
            {
                sums[labels[_rows[j]]] += _distances[(i * _rows.Length) + j];
            }

            double inside = sums[own] / (sizes[own] - 1);
            double outside = double.PositiveInfinity;
            for (int k = 0; k < count; k++)
            {
                outside = k != own && sizes[k] > 0 ? Math.Min(outside, sums[k] / sizes[k]) : outside;
            }

            double largest = Math.Max(inside, outside);
            total += double.IsInfinity(outside) || largest == 0 ? 0 : (outside - inside) / largest;
        }

        return total / _rows.Length;
    }
}
