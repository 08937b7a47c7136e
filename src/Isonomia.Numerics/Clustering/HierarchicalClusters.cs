namespace Isonomia.Numerics;

/// <summary>Clusters of clusters: k-means of the points, k-means of its centroids, and so on.</summary>
/// <remarks>
/// <para>The density of centroids of many clusters is p^(d/(d+2)), so that every level brings them nearer to uniform;
/// so do resampling steps: of each cluster the inputs nearest to its centroid are taken, and clustered anew.</para>
/// <para>A first level of more than 2,000 clusters is made by splitting each of √k₁ clusters.</para>
/// <para>Source: Vo et al., arXiv 2405.15613, 2024; curation specification §4. Built from the paper, not from the
/// published program.</para>
/// </remarks>
public sealed class HierarchicalClusters
{
    private const int SplitAbove = 2000;

    private HierarchicalClusters(IReadOnlyList<int[]> labels, IReadOnlyList<int> counts,
        IReadOnlyList<float[]> centroids) =>
        (Labels, Counts, Centroids) = (labels, counts, centroids);

    /// <summary>For every level the cluster of each of its inputs: points at the first, clusters of the level below
    /// after.</summary>
    public IReadOnlyList<int[]> Labels { get; }

    /// <summary>The number of clusters of every level.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The centroids of every level, shape [k, d].</summary>
    public IReadOnlyList<float[]> Centroids { get; }

    /// <summary>Builds the levels.</summary>
    /// <param name="rows">The points, shape [n, d].</param>
    /// <param name="request">The levels.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <returns>The levels.</returns>
    /// <exception cref="ArgumentException">The numbers of clusters do not fall, or exceed the number of
    /// points.</exception>
    public static HierarchicalClusters Build(
        FloatRows rows, HierarchicalRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(request);
        int[] counts = [.. request.ClusterCounts];
        if (counts.Length == 0 || counts[0] > rows.Count || counts[^1] < 1
            || Enumerable.Range(1, counts.Length - 1).Any(t => counts[t] >= counts[t - 1]))
        {
            throw new ArgumentException(
                $"Levels of {string.Join(", ", counts)} clusters were asked of {rows.Count} points; expected falling "
                    + $"numbers, the "
                + "first at most the number of points.",
                nameof(request));
        }

        List<int[]> labels = [];
        List<float[]> centroids = [];
        FloatRows inputs = request.IsSpherical ? rows.Normalized() : rows;
        for (int level = 0; level < counts.Length; level++)
        {
            (int[] found, float[] centers) = level == 0 && counts[0] > SplitAbove
                ? Split(inputs, counts[0], request, cancellation)
                : Fit(inputs, counts[level], request, level, 0, cancellation);
            if (level > 0)
            {
                for (int round = 1; round <= request.ResamplingCount; round++)
                {
                    (found, centers) =
                        Resample(inputs, found, centers, counts[level], request, level, round, cancellation);
                }
            }

            labels.Add(found);
            centroids.Add(centers);
            inputs = FloatRows.Of(centers, rows.Width);
        }

        return new HierarchicalClusters(labels, [.. centroids.Select(center => center.Length / rows.Width)], centroids);
    }

    /// <summary>The cluster of every point at a level.</summary>
    /// <param name="level">The level, from 0.</param>
    /// <returns>The clusters, shape [n].</returns>
    public int[] ClustersOfPoints(int level)
    {
        int[] clusters = Labels[0];
        for (int t = 1; t <= level; t++)
        {
            clusters = Array.ConvertAll(clusters, cluster => Labels[t][cluster]);
        }

        return clusters;
    }

    private static (int[] Labels, float[] Centroids) Fit(
        FloatRows inputs, int count, HierarchicalRequest request, int level, int round, CancellationToken cancellation)
    {
        KMeansResult result = KMeans.Fit(
            inputs,
            new KMeansRequest
            {
                ClusterCount = count,
                Seed = Mixed(request.Seed, level, round),
                SeedingTrials = 2 + (int)Math.Log(count),
                SeedingRowLimit = 8192,
                MaxIterations = request.MaxIterations,
                IsSpherical = request.IsSpherical,
                MaxThreads = request.MaxThreads,
            },
            null,
            cancellation);
        return (result.Labels, result.Centroids);
    }

    /// <summary>√k clusters, each split in proportion to its size.</summary>
    private static (int[] Labels, float[] Centroids) Split(
        FloatRows inputs, int count, HierarchicalRequest request, CancellationToken cancellation)
    {
        int coarse = (int)Math.Sqrt(count);
        (int[] top, _) = Fit(inputs, coarse, request, 0, 0, cancellation);
        int[][] members = [.. Enumerable.Range(0, coarse).Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, inputs.Count).GroupBy(row => top[row]))
        {
            members[group.Key] = [.. group];
        }

        int[] labels = new int[inputs.Count];
        List<float> centroids = [];
        int left = count;
        int rowsLeft = inputs.Count;
        for (int c = 0; c < coarse; c++)
        {
            if (members[c].Length == 0)
            {
                continue;
            }

            int parts = (int)Math.Clamp(Math.Round((double)left * members[c].Length / rowsLeft), 1, members[c].Length);
            left -= parts;
            rowsLeft -= members[c].Length;
            var part = FloatRows.Of(inputs.Gather(members[c]), inputs.Width);
            (int[] fine, float[] centers) = Fit(part, parts, request, 0, c + 1, cancellation);
            int first = centroids.Count / inputs.Width;
            for (int i = 0; i < fine.Length; i++)
            {
                labels[members[c][i]] = first + fine[i];
            }

            centroids.AddRange(centers);
        }

        return (labels, [.. centroids]);
    }

    /// <summary>Clusters the inputs nearest to each centroid anew, then assigns all inputs.</summary>
    private static (int[] Labels, float[] Centroids) Resample(
        FloatRows inputs,
        int[] labels,
        float[] centroids,
        int count,
        HierarchicalRequest request,
        int level,
        int round,
        CancellationToken cancellation)
    {
        // Half the mean size, rounded: 10, 5 and 3 of the published 20, 10 and 5.
        int perCluster = Math.Max(
            1, (int)Math.Round(inputs.Count / (2.0 * count), MidpointRounding.AwayFromZero));
        float[] all = inputs.Gather([.. Enumerable.Range(0, inputs.Count)]);
        int width = inputs.Width;
        int[] chosen = [.. Enumerable.Range(0, inputs.Count)
            .GroupBy(row => labels[row])
            .OrderBy(group => group.Key)
            .SelectMany(group => group
                .OrderBy(row => Squared(all.AsSpan(row * width, width), centroids.AsSpan(group.Key * width, width)))
                .ThenBy(row => row)
                .Take(perCluster))
            .Order()];
        if (chosen.Length < count)
        {
            return (labels, centroids);
        }

        var sample = FloatRows.Of(inputs.Gather(chosen), width);
        (_, float[] centers) = Fit(sample, count, request, level, round, cancellation);
        return (KMeans.Assign(inputs, centers, request.MaxThreads, cancellation), centers);
    }

    private static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double d = a[i] - b[i];
            sum += d * d;
        }

        return sum;
    }

    private static ulong Mixed(ulong seed, int level, int round) =>
        RandomSource.For(seed, "hierarchical_k_means", ((long)level << 32) + round).NextUInt64();
}
