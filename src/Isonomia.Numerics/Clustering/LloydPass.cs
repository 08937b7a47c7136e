using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>One pass over all rows: assigns each to its nearest centroid and adds it to the sum of its
/// cluster.</summary>
/// <remarks>A cluster adds its rows in their order, in double, so that threads change no bit.</remarks>
internal sealed class LloydPass
{
    private const int AssignStep = 480;
    private const int DistanceStep = 1024;

    private readonly FloatRows _rows;
    private readonly int _clusterCount;
    private readonly int _maxThreads;
    private readonly int[] _order = new int[RowBlocks.RowsAtOnce];
    private readonly int[] _starts;

    internal LloydPass(FloatRows rows, int clusterCount, int maxThreads)
    {
        (_rows, _clusterCount, _maxThreads) = (rows, clusterCount, maxThreads);
        Labels = new int[rows.Count];
        Sums = new double[checked(clusterCount * rows.Width)];
        Sizes = new int[clusterCount];
        _starts = new int[clusterCount + 1];
        Array.Fill(Labels, -1);
    }

    /// <summary>The cluster of each row, shape [n].</summary>
    internal int[] Labels { get; }

    /// <summary>The sum of the rows of each cluster, shape [k, d].</summary>
    internal double[] Sums { get; }

    /// <summary>The number of rows of each cluster, shape [k].</summary>
    internal int[] Sizes { get; }

    /// <summary>Assigns all rows.</summary>
    /// <param name="centroids">The centroids, shape [k, d].</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <returns>How many rows changed their cluster.</returns>
    internal int Assign(float[] centroids, CancellationToken cancellation)
    {
        using NearestVector nearest = new(centroids, _rows.Width);
        Array.Clear(Sums);
        Array.Clear(Sizes);
        int changed = 0;
        int[] found = new int[RowBlocks.RowsAtOnce];
        RowBlocks.ForEach(
            _rows,
            (first, block) =>
            {
                int count = block.Length / _rows.Width;
                RowBlocks.InParallel(count, AssignStep, _maxThreads, (start, length) => nearest.Find(
                    block.Span.Slice(start * _rows.Width, length * _rows.Width), found.AsSpan(start, length)));
                Span<int> labels = Labels.AsSpan(first, count);
                for (int i = 0; i < count; i++)
                {
                    changed += labels[i] == found[i] ? 0 : 1;
                }

                found.AsSpan(0, count).CopyTo(labels);
                Accumulate(found.AsSpan(0, count), block);
            },
            cancellation);
        return changed;
    }

    /// <summary>The squared distance of every row to its centroid, summed in blocks.</summary>
    internal double Objective(float[] centroids, CancellationToken cancellation)
    {
        double total = 0;
        VisitDistances(centroids, (_, distances) => total += Moments.Sum(distances), cancellation);
        return total;
    }

    /// <summary>The rows farthest from their centroids, farthest first, then by row.</summary>
    internal List<(int Row, double Distance)> Farthest(float[] centroids, int count, CancellationToken cancellation)
    {
        PriorityQueue<int, (double Distance, int MinusRow)> farthest = new();
        VisitDistances(
            centroids,
            (first, distances) =>
            {
                for (int i = 0; i < distances.Length; i++)
                {
                    farthest.Enqueue(first + i, (distances[i], -(first + i)));
                    if (farthest.Count > count)
                    {
                        _ = farthest.Dequeue();
                    }
                }
            },
            cancellation);
        List<(int, double)> found = [];
        while (farthest.TryDequeue(out int row, out (double Distance, int) key))
        {
            found.Add((row, key.Distance));
        }

        found.Reverse();
        return found;
    }

    private void VisitDistances(float[] centroids, DistanceWork work, CancellationToken cancellation)
    {
        int width = _rows.Width;
        double[] distances = new double[RowBlocks.RowsAtOnce];
        RowBlocks.ForEach(
            _rows,
            (first, block) =>
            {
                int count = block.Length / width;
                RowBlocks.InParallel(count, DistanceStep, _maxThreads, (start, length) =>
                {
                    for (int i = start; i < start + length; i++)
                    {
                        distances[i] = RowDistance.Squared(
                            block.Span.Slice(i * width, width), centroids.AsSpan(Labels[first + i] * width, width));
                    }
                });
                work(first, distances.AsSpan(0, count));
            },
            cancellation);
    }

    /// <summary>Sorts the rows of a block by cluster, keeping their order, and adds up cluster by cluster.</summary>
    private void Accumulate(ReadOnlySpan<int> labels, ReadOnlyMemory<float> block)
    {
        Array.Clear(_starts);
        foreach (int label in labels)
        {
            _starts[label + 1]++;
        }

        for (int c = 0; c < _clusterCount; c++)
        {
            Sizes[c] += _starts[c + 1];
            _starts[c + 1] += _starts[c];
        }

        int[] next = _starts[..^1];
        for (int i = 0; i < labels.Length; i++)
        {
            _order[next[labels[i]]++] = i;
        }

        int step = Math.Max(1, _clusterCount / (4 * _maxThreads));
        RowBlocks.InParallel(_clusterCount, step, _maxThreads, (start, length) =>
        {
            for (int c = start; c < start + length; c++)
            {
                Span<double> sum = Sums.AsSpan(c * _rows.Width, _rows.Width);
                for (int at = _starts[c]; at < _starts[c + 1]; at++)
                {
                    Add(block.Span.Slice(_order[at] * _rows.Width, _rows.Width), sum);
                }
            }
        });
    }

    private static void Add(ReadOnlySpan<float> row, Span<double> sum)
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        ref double s = ref MemoryMarshal.GetReference(sum);
        int i = 0;
        for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.LoadUnsafe(ref x, (nuint)i));
            (Vector256.LoadUnsafe(ref s, (nuint)i) + low).StoreUnsafe(ref s, (nuint)i);
            (Vector256.LoadUnsafe(ref s, (nuint)i + 4) + high).StoreUnsafe(ref s, (nuint)i + 4);
        }

        for (; i < row.Length; i++)
        {
            sum[i] += row[i];
        }
    }

    private delegate void DistanceWork(int first, ReadOnlySpan<double> distances);
}
