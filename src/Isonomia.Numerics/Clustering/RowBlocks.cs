namespace Isonomia.Numerics;

/// <summary>Walks over rows block by block; rows that are not in memory are read one block ahead.</summary>
internal static class RowBlocks
{
    /// <summary>Rows of a block: small enough for a shared cache, large enough to keep every thread busy.</summary>
    internal const int RowsAtOnce = 16_384;

    /// <summary>What is done with a block.</summary>
    /// <param name="first">The first row of the block.</param>
    /// <param name="block">The rows, shape [m, d].</param>
    internal delegate void Work(int first, ReadOnlyMemory<float> block);

    /// <summary>Visits all rows in order.</summary>
    internal static void ForEach(FloatRows rows, Work work, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (rows.TryView(0, 1, out _))
        {
            for (int first = 0; first < rows.Count; first += RowsAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                rows.TryView(first, Math.Min(RowsAtOnce, rows.Count - first), out ReadOnlyMemory<float> view);
                work(first, view);
            }

            return;
        }

        float[] current = new float[Math.Min(RowsAtOnce, rows.Count) * rows.Width];
        float[] next = rows.Count > RowsAtOnce ? new float[current.Length] : current;
        Task<int> reading = Start(rows, 0, current);
        for (int first = 0; first < rows.Count; first += RowsAtOnce)
        {
            int count = reading.GetAwaiter().GetResult();
            cancellation.ThrowIfCancellationRequested();
            Memory<float> block = current.AsMemory(0, count * rows.Width);
            if (first + count < rows.Count)
            {
                reading = Start(rows, first + count, next);
            }

            try
            {
                work(first, block);
            }
            catch
            {
                reading.Wait(CancellationToken.None);
                throw;
            }

            (current, next) = (next, current);
        }
    }

    /// <summary>Makes the same work for ranges of a block in parallel; ranges are multiples of
    /// <paramref name="step"/>.</summary>
    internal static void InParallel(int count, int step, int maxThreads, Action<int, int> work)
    {
        int ranges = (count + step - 1) / step;
        if (ranges <= 1 || maxThreads == 1)
        {
            work(0, count);
            return;
        }

        Parallel.For(
            0,
            ranges,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            range => work(range * step, Math.Min(step, count - (range * step))));
    }

    private static Task<int> Start(FloatRows rows, int first, float[] buffer) => Task.Run(() =>
    {
        int count = Math.Min(RowsAtOnce, rows.Count - first);
        rows.Read(first, buffer.AsSpan(0, count * rows.Width));
        return count;
    });
}
