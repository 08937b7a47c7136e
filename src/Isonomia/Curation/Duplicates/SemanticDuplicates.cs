using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Near-duplicates by embedding within one cluster: SemDeDup.</summary>
/// <remarks>
/// <para>Items in a given order; M_j = max over earlier i of cos(i, j), 0 for the first; j goes where M_j &gt; 1 − ε,
/// strictly.</para>
/// <para>Exact within the cluster: every pair is compared; products in float of rows of unit length. Cost m²·d
/// multiply-adds, in tiles, so that a cluster of any size fits.</para>
/// <para>Source: Abbas et al., SemDeDup, arXiv 2303.09540, 2023; curation specification §3.</para>
/// </remarks>
public static class SemanticDuplicates
{
    private const int TileRows = 64;
    private const int TileColumns = 4096;

    /// <summary>Decides about the items of a cluster.</summary>
    /// <param name="rows">Embeddings of unit length in the order of preference, shape [m, d].</param>
    /// <param name="width">d.</param>
    /// <param name="epsilon">ε, in (0, 2).</param>
    /// <param name="rule">Which earlier items count.</param>
    /// <param name="maxThreads">How many threads may work.</param>
    /// <returns>For every item, its largest cosine to an earlier one that counts, and that item, −1 for none, and
    /// whether it is removed.</returns>
    public static SemanticDecision[] Decide(
        ReadOnlyMemory<float> rows, int width, double epsilon, DuplicateRule rule, int maxThreads = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        int count = rows.Length / width;
        float threshold = (float)(1 - epsilon);
        float[] similarity = new float[count];
        int[] nearest = new int[count];
        Array.Fill(nearest, -1);
        List<(int Earlier, int Later, float Cosine)> edges = [];
        for (int start = 0; start < count; start += TileColumns)
        {
            int columns = Math.Min(TileColumns, count - start);
            using PackedVectors earlier = new(rows.Span.Slice(start * width, columns * width), width);
            int first = start;
            int tiles = (count - start + TileRows - 1) / TileRows;
            List<(int, int, float)>[] found = new List<(int, int, float)>[tiles];
            Parallel.For(
                0,
                tiles,
                new ParallelOptions { MaxDegreeOfParallelism =
                    Math.Max(1, Math.Min(maxThreads, Environment.ProcessorCount)) },
                () => new float[TileRows * columns],
                (tile, _, products) =>
                {
                    int from = first + (tile * TileRows);
                    int height = Math.Min(TileRows, count - from);
                    earlier.Multiply(
                        rows.Span.Slice(from * width, height * width), products.AsSpan(0, height * columns));
                    found[tile] = Scan(products, from, height, first, columns, similarity, nearest, threshold, rule);
                    return products;
                },
                static _ => { });
            edges.AddRange(found.SelectMany(list => list));
        }

        return rule == DuplicateRule.EarlierItem
            ? [.. similarity.Select((cosine, j) => new SemanticDecision(cosine, nearest[j], cosine > threshold))]
            : ByGraph(
                count,
                [.. edges.Select(edge => (edge.Earlier, edge.Later, (double)edge.Cosine))],
                Array.ConvertAll(similarity, cosine => (double)cosine),
                nearest,
                rule);
    }

    /// <summary>The same in double, pair by pair: the plain form, for small sets.</summary>
    /// <param name="rows">Embeddings in the order of preference; they need not have unit length.</param>
    /// <param name="epsilon">ε, in (0, 2).</param>
    /// <param name="rule">Which earlier items count.</param>
    /// <returns>The decision about every item.</returns>
    public static SemanticDecision[] Decide(IReadOnlyList<double[]> rows, double epsilon, DuplicateRule rule)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double threshold = 1 - epsilon;
        double[] similarity = new double[rows.Count];
        int[] nearest = new int[rows.Count];
        Array.Fill(nearest, -1);
        List<(int, int, double)> edges = [];
        double[] norms = [.. rows.Select(row => Math.Sqrt(row.Sum(value => value * value)))];
        for (int j = 0; j < rows.Count; j++)
        {
            for (int i = 0; i < j; i++)
            {
                double cosine = rows[i].Zip(rows[j], (a, b) => a * b).Sum() / (norms[i] * norms[j]);
                if (nearest[j] < 0 || cosine > similarity[j])
                {
                    (similarity[j], nearest[j]) = (cosine, i);
                }

                if (cosine > threshold)
                {
                    edges.Add((i, j, cosine));
                }
            }
        }

        return rule == DuplicateRule.EarlierItem
            ? [.. similarity.Select((cosine, j) => new SemanticDecision(cosine, nearest[j], cosine > threshold))]
            : ByGraph(rows.Count, edges, similarity, nearest, rule);
    }

    /// <summary>Raises the largest cosine to an earlier item; for the other rules lists the pairs above the
    /// threshold.</summary>
    private static List<(int, int, float)> Scan(
        float[] products,
        int from,
        int height,
        int first,
        int columns,
        float[] similarity,
        int[] nearest,
        float threshold,
        DuplicateRule rule)
    {
        List<(int, int, float)> edges = [];
        for (int i = 0; i < height; i++)
        {
            int item = from + i;
            int earlier = Math.Min(columns, item - first);
            if (earlier <= 0)
            {
                continue;
            }

            ReadOnlySpan<float> cosines = products.AsSpan(i * columns, earlier);
            float largest = System.Numerics.Tensors.TensorPrimitives.Max(cosines);
            if (nearest[item] < 0 || largest > similarity[item])
            {
                similarity[item] = largest;
                nearest[item] = first + cosines.IndexOf(largest);
            }

            if (rule != DuplicateRule.EarlierItem && largest > threshold)
            {
                for (int c = 0; c < earlier; c++)
                {
                    if (cosines[c] > threshold)
                    {
                        edges.Add((first + c, item, cosines[c]));
                    }
                }
            }
        }

        return edges;
    }

    private static SemanticDecision[] ByGraph(
        int count,
        List<(int Earlier, int Later, double Cosine)> edges,
        double[] similarity,
        int[] nearest,
        DuplicateRule rule)
    {
        SemanticDecision[] decisions =
            [.. similarity.Select((cosine, j) => new SemanticDecision(cosine, nearest[j], false))];
        if (rule == DuplicateRule.Component)
        {
            DuplicateGroups groups = new(count);
            foreach ((int earlier, int later, _) in edges)
            {
                groups.Join(earlier, later);
            }

            for (int j = 0; j < count; j++)
            {
                int root = groups.Find(j); // the smallest member, so the first in order
                decisions[j] = root == j ? decisions[j] : decisions[j] with { IsRemoved = true, Earlier = root };
            }

            return decisions;
        }

        foreach (var item in edges.GroupBy(edge => edge.Later).OrderBy(group => group.Key))
        {
            var kept = item.Where(edge => !decisions[edge.Earlier].IsRemoved).OrderByDescending(edge => edge.Cosine)
                .ToArray();
            if (kept.Length > 0)
            {
                decisions[item.Key] = new SemanticDecision(kept[0].Cosine, kept[0].Earlier, true);
            }
        }

        return decisions;
    }
}
