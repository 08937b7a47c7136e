using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Chosen rows of embeddings, centered and scaled while they are read; nothing is copied.</summary>
internal sealed class StandardizedRows
{
    private readonly FloatMatrix _matrix;
    private readonly int[] _rows;

    private StandardizedRows(FloatMatrix matrix, int[] rows, double[] means, double[] scales) =>
        (_matrix, _rows, Means, Scales) = (matrix, rows, means, scales);

    /// <summary>What is taken off every column.</summary>
    internal double[] Means { get; }

    /// <summary>What every column is multiplied with then; 0 for a constant one.</summary>
    internal double[] Scales { get; }

    internal int Count => _rows.Length;

    internal int Width => _matrix.Width;

    /// <summary>Chooses rows.</summary>
    /// <param name="matrix">The embeddings.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="scale">Whether columns are divided by their population standard deviation.</param>
    internal static StandardizedRows Of(FloatMatrix matrix, IReadOnlyList<int> rows, bool scale)
    {
        double[] means = SecondMoments.Means(matrix, rows);
        double[] scales = new double[means.Length];
        if (!scale)
        {
            Array.Fill(scales, 1);
            return new StandardizedRows(matrix, [.. rows], means, scales);
        }

        foreach (int index in rows)
        {
            ReadOnlySpan<float> row = matrix.Row(index);
            for (int j = 0; j < scales.Length; j++)
            {
                double difference = row[j] - means[j];
                scales[j] += difference * difference;
            }
        }

        for (int j = 0; j < scales.Length; j++)
        {
            // A spread of rounding errors is none (floats carry 24 bits); dividing by it would make a feature of noise.
            double deviation = Math.Sqrt(scales[j] / rows.Count);
            scales[j] = deviation > 1e-7 * Math.Abs(means[j]) && deviation > 0 ? 1 / deviation : 0;
        }

        return new StandardizedRows(matrix, [.. rows], means, scales);
    }

    /// <summary>Writes one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Fill(int index, Span<double> target)
    {
        ReadOnlySpan<float> row = _matrix.Row(_rows[index]);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref double mean = ref MemoryMarshal.GetArrayDataReference(Means);
        ref double scale = ref MemoryMarshal.GetArrayDataReference(Scales);
        ref double y = ref MemoryMarshal.GetReference(target[..row.Length]);
        int j = 0;
        for (; j <= row.Length - 16; j += 16)
        {
            (Vector512<double> low, Vector512<double> high) = Vector512.Widen(Vector512.LoadUnsafe(ref x, (nuint)j));
            low = (low - Vector512.LoadUnsafe(ref mean, (nuint)j)) * Vector512.LoadUnsafe(ref scale, (nuint)j);
            high = (high - Vector512.LoadUnsafe(ref mean, (nuint)j + 8)) * Vector512.LoadUnsafe(ref scale, (nuint)j
                + 8);
            low.StoreUnsafe(ref y, (nuint)j);
            high.StoreUnsafe(ref y, (nuint)j + 8);
        }

        for (; j < row.Length; j++)
        {
            target[j] = (row[j] - Means[j]) * Scales[j];
        }
    }

    /// <summary>Σ w x xᵀ of the standardized rows, over every k-th row where there are more than the limit.</summary>
    /// <returns>The matrix, scaled to all rows, shape [d, d].</returns>
    internal double[] Gram(double[] weights, int rowLimit, int threadCount)
    {
        int[] places = Thinned(rowLimit);
        double[] gram = SecondMoments.Of(
            _matrix, Means, [.. places.Select(i => _rows[i])], [.. places.Select(i => weights[i])], threadCount);
        double share = weights.Sum() / places.Sum(i => weights[i]);
        for (int i = 0; i < Width; i++)
        {
            for (int j = 0; j < Width; j++)
            {
                gram[(i * Width) + j] *= share * Scales[i] * Scales[j];
            }
        }

        return gram;
    }

    /// <summary>Evenly spaced places, at most so many.</summary>
    internal int[] Thinned(int limit) => Count <= limit
        ? [.. Enumerable.Range(0, Count)]
        : [.. Enumerable.Range(0, limit).Select(i => (int)((long)i * Count / limit))];
}
