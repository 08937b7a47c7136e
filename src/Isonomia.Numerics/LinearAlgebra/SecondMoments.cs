using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>The matrix Σ w (x − μ)(x − μ)ᵀ of rows of floats, in double.</summary>
/// <remarks>
/// <para>Rows are packed in panels of sixteen columns and multiplied in register tiles of eight by sixteen; every entry
/// is summed in row order over fixed blocks, so that the same input gives the same bits for any number of
/// threads.</para>
/// <para>Cost: n·d²/2 multiply-adds; memory d² doubles and one block of 256 rows.</para>
/// </remarks>
public static class SecondMoments
{
    private const int Panel = 16;
    private const int Half = Panel / 2;
    private const int Block = 256;

    /// <summary>The mean of every column.</summary>
    /// <param name="matrix">The rows, shape [n, d].</param>
    /// <param name="rows">The rows that count, or null: all.</param>
    /// <param name="weights">A weight ≥ 0 for each of these rows, or null: one each.</param>
    /// <returns>The means, shape [d]; NaN where the weights sum to zero.</returns>
    public static double[] Means(FloatMatrix matrix, IReadOnlyList<int>? rows = null,
        IReadOnlyList<double>? weights = null)
    {
        int count = rows?.Count ?? matrix.RowCount;
        double[] sums = new double[matrix.Width];
        double total = 0;
        for (int i = 0; i < count; i++)
        {
            double weight = weights?[i] ?? 1;
            total += weight;
            ReadOnlySpan<float> row = matrix.Row(rows?[i] ?? i);
            for (int j = 0; j < row.Length; j++)
            {
                sums[j] += weight * row[j];
            }
        }

        for (int j = 0; j < sums.Length; j++)
        {
            sums[j] /= total;
        }

        return sums;
    }

    /// <summary>Sums the products of centered columns.</summary>
    /// <param name="matrix">The rows, shape [n, d], finite.</param>
    /// <param name="center">What is taken off every row, shape [d].</param>
    /// <param name="rows">The rows that count, or null: all.</param>
    /// <param name="weights">A weight ≥ 0 for each of these rows, or null: one each.</param>
    /// <param name="threadCount">Threads, at least 1; the result does not depend on it.</param>
    /// <returns>The symmetric matrix, row-major, shape [d, d].</returns>
    public static double[] Of(
        FloatMatrix matrix,
        IReadOnlyList<double> center,
        IReadOnlyList<int>? rows = null,
        IReadOnlyList<double>? weights = null,
        int threadCount = 1)
    {
        ArgumentNullException.ThrowIfNull(center);
        ParallelOptions options = new() { MaxDegreeOfParallelism = threadCount };
        int width = matrix.Width;
        int panels = (width + Panel - 1) / Panel;
        int count = rows?.Count ?? matrix.RowCount;
        double[] padded = new double[panels * Panel * panels * Panel];
        double[] packed = new double[panels * Block * Panel];
        double[]? scaled = weights is null ? null : new double[packed.Length];
        for (int start = 0; start < count; start += Block)
        {
            int blockStart = start;
            int size = Math.Min(Block, count - start);
            Parallel.For(0, size, options, r =>
            {
                int i = blockStart + r;
                Pack(matrix.Row(rows?[i] ?? i), center, r, weights?[i] ?? 1, packed, scaled);
            });
            Parallel.For(0, panels, options, p =>
            {
                for (int q = 0; q <= p; q++)
                {
                    for (int half = 0; half < Panel; half += Half)
                    {
                        Tile(packed, scaled ?? packed, padded, panels * Panel, p, half, q, size);
                    }
                }
            });
        }

        return Unpad(padded, width, panels * Panel);
    }

    private static void Pack(
        ReadOnlySpan<float> row, IReadOnlyList<double> center, int r, double weight, double[] packed, double[]? scaled)
    {
        for (int j = 0; j < row.Length; j++)
        {
            int place = (((j / Panel * Block) + r) * Panel) + (j % Panel);
            packed[place] = row[j] - center[j];
            if (scaled is not null)
            {
                scaled[place] = weight * packed[place];
            }
        }
    }

    /// <summary>Adds the products of eight columns of panel p with the sixteen of panel q, over the rows of a
    /// block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(double[] left, double[] right, double[] sums, int stride, int p, int half, int q, int size)
    {
        Vector512<double> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default,
            d0 = default, d1 = default;
        Vector512<double> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default,
            h0 = default, h1 = default;
        ref double x =
            ref MemoryMarshal.GetReference(left.AsSpan((p * Block * Panel) + half, ((size - 1) * Panel) + Half));
        ref double y = ref MemoryMarshal.GetReference(right.AsSpan(q * Block * Panel, size * Panel));
        for (nuint r = 0; r < (nuint)(size * Panel); r += Panel)
        {
            var first = Vector512.LoadUnsafe(ref y, r);
            var second = Vector512.LoadUnsafe(ref y, r + Half);
            Step(ref x, r, first, second, ref a0, ref a1);
            Step(ref x, r + 1, first, second, ref b0, ref b1);
            Step(ref x, r + 2, first, second, ref c0, ref c1);
            Step(ref x, r + 3, first, second, ref d0, ref d1);
            Step(ref x, r + 4, first, second, ref e0, ref e1);
            Step(ref x, r + 5, first, second, ref f0, ref f1);
            Step(ref x, r + 6, first, second, ref g0, ref g1);
            Step(ref x, r + 7, first, second, ref h0, ref h1);
        }

        int place = (((p * Panel) + half) * stride) + (q * Panel);
        Add(sums, place, a0, a1);
        Add(sums, place + stride, b0, b1);
        Add(sums, place + (2 * stride), c0, c1);
        Add(sums, place + (3 * stride), d0, d1);
        Add(sums, place + (4 * stride), e0, e1);
        Add(sums, place + (5 * stride), f0, f1);
        Add(sums, place + (6 * stride), g0, g1);
        Add(sums, place + (7 * stride), h0, h1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        ref double x, nuint at, Vector512<double> first, Vector512<double> second, ref Vector512<double> low,
            ref Vector512<double> high)
    {
        var value = Vector512.Create(Unsafe.Add(ref x, at));
        low = Vector512.FusedMultiplyAdd(value, first, low);
        high = Vector512.FusedMultiplyAdd(value, second, high);
    }

    private static void Add(double[] sums, int place, Vector512<double> low, Vector512<double> high)
    {
        Span<double> target = sums.AsSpan(place, Panel);
        (Vector512.Create<double>(target) + low).CopyTo(target);
        (Vector512.Create<double>(target[Half..]) + high).CopyTo(target[Half..]);
    }

    private static double[] Unpad(double[] padded, int width, int stride)
    {
        double[] result = new double[width * width];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
            {
                // Below the diagonal of panels both halves were summed; above it the mirror image stands.
                result[(i * width) + j] = j / Panel <= i / Panel ? padded[(i * stride) + j] : padded[(j * stride) + i];
            }
        }

        return result;
    }
}
