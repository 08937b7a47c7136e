namespace Isonomia.Numerics;

/// <summary>Draws points from clusters of clusters, sharing the target at every node by the cut equation.</summary>
/// <remarks>Source: Vo et al., arXiv 2405.15613, 2024; curation specification §4.</remarks>
public static class HierarchicalSampling
{
    /// <summary>Draws points.</summary>
    /// <param name="clusters">The levels.</param>
    /// <param name="target">How many points are wanted.</param>
    /// <param name="order">The order in which the points of a cluster of the first level are taken: smallest
    /// first.</param>
    /// <param name="draw">A draw for a cluster (level, cluster) that decides who gives one more, in [0, 1).</param>
    /// <returns>The points, ascending; all of them where the target is larger.</returns>
    public static int[] Sample(
        HierarchicalClusters clusters, long target, Func<int, double> order, Func<int, int, double> draw)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        int levels = clusters.Labels.Count;
        long[][] sizes = new long[levels][];
        for (int level = 0; level < levels; level++)
        {
            sizes[level] = new long[clusters.Counts[level]];
            for (int input = 0; input < clusters.Labels[level].Length; input++)
            {
                sizes[level][clusters.Labels[level][input]] += level == 0 ? 1 : sizes[level - 1][input];
            }
        }

        int top = levels - 1;
        long[] wanted = HierarchicalCut.Share(sizes[top], target, cluster => draw(top, cluster));
        for (int level = top - 1; level >= 0; level--)
        {
            int above = level + 1;
            long[] next = new long[clusters.Counts[level]];
            foreach (IGrouping<int, int> children in
                Enumerable.Range(0, next.Length).GroupBy(cluster => clusters.Labels[above][cluster]))
            {
                int[] list = [.. children];
                int at = level;
                long[] shares = HierarchicalCut.Share(
                    [.. list.Select(cluster => sizes[at][cluster])], wanted[children.Key], i => draw(at, list[i]));
                for (int i = 0; i < list.Length; i++)
                {
                    next[list[i]] = shares[i];
                }
            }

            wanted = next;
        }

        return [.. Enumerable.Range(0, clusters.Labels[0].Length)
            .GroupBy(point => clusters.Labels[0][point])
            .SelectMany(points => points.OrderBy(order).ThenBy(point => point).Take((int)wanted[points.Key]))
            .Order()];
    }

    /// <summary>The divergence of counts from uniform.</summary>
    /// <param name="counts">The counts, at least one category.</param>
    /// <returns>Σ q ln(q k) in nats, 0 uniform; and divided by ln k, 1 where all are in one.</returns>
    public static (double Nats, double Normalized) DivergenceFromUniform(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum();
        double nats = total == 0 ? 0 : counts.Where(count => count > 0)
            .Sum(count => count / total * Math.Log(count / total * counts.Count));
        return (nats, counts.Count < 2 ? 0 : nats / Math.Log(counts.Count));
    }
}
