namespace Isonomia.Numerics;

/// <summary>Lloyd's k-means with k-means++ seeding, exact: every row is compared with every centroid in every
/// iteration.</summary>
/// <remarks>
/// <para>Minimizes Σ ‖x − c‖². Stops where no row changes its cluster, or at the largest number of iterations. An
/// empty cluster takes the row farthest from its centroid; it stays empty where fewer than k rows differ.</para>
/// <para>Products in float32, sums in double. The same rows, settings and seed give the same bytes for any number of
/// threads and for rows in memory or in a file. Cost: n·k·d multiply-adds an iteration; working memory of k·d doubles,
/// n ints and, for rows not in memory, two blocks of 16,384 rows.</para>
/// <para>Sources: Lloyd, IEEE Transactions on Information Theory 28(2), 1982; Arthur and Vassilvitskii, SODA 2007;
/// fairness specification A14.</para>
/// </remarks>
public static class KMeans
{
    private const string Procedure = "k_means";
    private const int SpareCandidates = 16;

    /// <summary>Partitions rows.</summary>
    /// <param name="rows">The rows, shape [n, d]; all finite.</param>
    /// <param name="request">k, seed and limits.</param>
    /// <param name="progress">Receives the share of iterations done, in [0, 1], or null.</param>
    /// <param name="cancellation">Stops between two blocks of rows.</param>
    /// <returns>The partition.</returns>
    /// <exception cref="ArgumentException">k is larger than the number of rows, or a row holds NaN or an
    /// infinity.</exception>
    public static KMeansResult Fit(
        FloatRows rows,
        KMeansRequest request,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ClusterCount, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Restarts, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxIterations, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.SeedingTrials, 1, nameof(request));
        if (request.ClusterCount > rows.Count)
        {
            throw new ArgumentException(
                $"{request.ClusterCount} clusters were asked of {rows.Count} rows; expected at most as many clusters "
                    + $"as rows.",
                nameof(request));
        }

        FloatRows used = request.IsSpherical ? rows.Normalized() : rows;
        RequireFinite(rows, cancellation);
        KMeansResult? best = null;
        for (int restart = 0; restart < request.Restarts; restart++)
        {
            int started = restart;
            KMeansResult result = Once(used, request, restart, Report, cancellation);
            best = best is null || result.Objective < best.Objective ? result : best;

            void Report(int iteration) => progress?.Report(
                (started + ((double)iteration / request.MaxIterations)) / request.Restarts);
        }

        progress?.Report(1);
        return best!;
    }

    /// <summary>Assigns rows to given centroids: the nearest one, the lower index among equal ones.</summary>
    /// <param name="rows">The rows, shape [n, d]; all finite.</param>
    /// <param name="centroids">The centroids, shape [k, d].</param>
    /// <param name="maxThreads">How many threads may work.</param>
    /// <param name="cancellation">Stops between two blocks of rows.</param>
    /// <returns>The index of the nearest centroid of each row, shape [n].</returns>
    /// <exception cref="ArgumentException">There is no centroid, or a row holds NaN or an infinity.</exception>
    public static int[] Assign(
        FloatRows rows, float[] centroids, int maxThreads = int.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(centroids);
        if (centroids.Length == 0 || centroids.Length % rows.Width != 0)
        {
            throw new ArgumentException(
                $"{centroids.Length} numbers do not make centroids of {rows.Width}.", nameof(centroids));
        }

        RequireFinite(rows, cancellation);
        LloydPass pass = new(rows, centroids.Length / rows.Width, Math.Min(maxThreads, Environment.ProcessorCount));
        _ = pass.Assign(centroids, cancellation);
        return pass.Labels;
    }

    private static KMeansResult Once(
        FloatRows rows, KMeansRequest request, int restart, Action<int> report, CancellationToken cancellation)
    {
        var random = RandomSource.For(request.Seed, Procedure, restart);
        float[] centroids = KMeansSeeding.Choose(rows, request, random);
        LloydPass pass = new(rows, request.ClusterCount, request.MaxThreads);
        int iteration = 0;
        bool hasConverged = false;
        while (true)
        {
            int changed = pass.Assign(centroids, cancellation);
            hasConverged = changed == 0;
            if (hasConverged || iteration == request.MaxIterations)
            {
                break;
            }

            if (Array.IndexOf(pass.Sizes, 0) >= 0)
            {
                FillEmpty(rows, pass, centroids, cancellation);
            }

            Update(pass, centroids, rows.Width, request.IsSpherical);
            report(++iteration);
        }

        double objective = pass.Objective(centroids, cancellation);
        return BySize(pass, centroids, rows.Width) with
        {
            Objective = objective, IterationCount = iteration, HasConverged = hasConverged, Restart = restart,
        };
    }

    private static void Update(LloydPass pass, float[] centroids, int width, bool isSpherical)
    {
        for (int c = 0; c < pass.Sizes.Length; c++)
        {
            if (pass.Sizes[c] == 0)
            {
                continue; // fewer than k rows differ: the centroid stays
            }

            ReadOnlySpan<double> sum = pass.Sums.AsSpan(c * width, width);
            double divisor = pass.Sizes[c];
            if (isSpherical)
            {
                double squares = 0;
                foreach (double value in sum)
                {
                    squares += value * value;
                }

                divisor = squares > 0 ? Math.Sqrt(squares) : divisor;
            }

            for (int p = 0; p < width; p++)
            {
                centroids[(c * width) + p] = (float)(sum[p] / divisor);
            }
        }
    }

    /// <summary>Gives each empty cluster the farthest row of a cluster that can spare one.</summary>
    private static void FillEmpty(FloatRows rows, LloydPass pass, float[] centroids, CancellationToken cancellation)
    {
        int[] empty = [.. Enumerable.Range(0, pass.Sizes.Length).Where(c => pass.Sizes[c] == 0)];
        List<(int Row, double Distance)> farthest =
            pass.Farthest(centroids, (2 * empty.Length) + SpareCandidates, cancellation);
        float[] row = new float[rows.Width];
        int next = 0;
        foreach (int cluster in empty)
        {
            while (next < farthest.Count && pass.Sizes[pass.Labels[farthest[next].Row]] < 2)
            {
                next++;
            }

            if (next == farthest.Count || !(farthest[next].Distance > 0))
            {
                return;
            }

            int taken = farthest[next++].Row;
            int from = pass.Labels[taken];
            rows.Read(taken, row);
            for (int p = 0; p < row.Length; p++)
            {
                pass.Sums[(from * row.Length) + p] -= row[p];
                pass.Sums[(cluster * row.Length) + p] = row[p];
            }

            pass.Sizes[from]--;
            pass.Sizes[cluster] = 1;
            pass.Labels[taken] = cluster;
        }
    }

    private static KMeansResult BySize(LloydPass pass, float[] centroids, int width)
    {
        int k = pass.Sizes.Length;
        int[] firstRow = new int[k];
        Array.Fill(firstRow, int.MaxValue);
        for (int row = pass.Labels.Length - 1; row >= 0; row--)
        {
            firstRow[pass.Labels[row]] = row;
        }

        int[] order = [.. Enumerable.Range(0, k).OrderByDescending(c => pass.Sizes[c]).ThenBy(c => firstRow[c])];
        int[] place = new int[k];
        float[] sorted = new float[centroids.Length];
        for (int c = 0; c < k; c++)
        {
            place[order[c]] = c;
            centroids.AsSpan(order[c] * width, width).CopyTo(sorted.AsSpan(c * width));
        }

        for (int row = 0; row < pass.Labels.Length; row++)
        {
            pass.Labels[row] = place[pass.Labels[row]];
        }

        return new KMeansResult
        {
            Centroids = sorted,
            Width = width,
            Labels = pass.Labels,
            Sizes = [.. order.Select(c => pass.Sizes[c])],
            Objective = 0,
            IterationCount = 0,
            HasConverged = false,
            Restart = 0,
        };
    }

    private static void RequireFinite(FloatRows rows, CancellationToken cancellation) => RowBlocks.ForEach(
        rows,
        (first, block) =>
        {
            // A sum of float × 0 is NaN exactly where a value is NaN or infinite.
            if (float.IsNaN(System.Numerics.Tensors.TensorPrimitives.Sum(block.Span) * 0))
            {
                for (int i = 0; i < block.Length; i++)
                {
                    if (!float.IsFinite(block.Span[i]))
                    {
                        throw new ArgumentException(
                            $"Row {first + (i / rows.Width)}, column {i % rows.Width} is {block.Span[i]}; "
                            + "every number of an embedding must be finite.",
                            nameof(rows));
                    }
                }
            }
        },
        cancellation);
}
