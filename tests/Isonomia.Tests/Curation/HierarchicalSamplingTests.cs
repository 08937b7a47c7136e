using System.Globalization;
using Isonomia.Curation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class HierarchicalSamplingTests
{
    [Fact]
    public void Clusters_of_clusters_even_out_a_sample()
    {
        (float[] values, _) = Toy(1);
        var rows = FloatRows.Of(values, 2);
        HierarchicalClusters clusters = HierarchicalClusters.Build(
            rows, new HierarchicalRequest { ClusterCounts = [300, 30], ResamplingCount = 2, MaxIterations = 10,
                Seed = 1 });
        int[] kept = HierarchicalSampling.Sample(clusters, 300, point => point, (_, cluster) => cluster);
        Assert.Equal(300, kept.Length);
        Assert.Equal(kept.Order().Distinct(), kept);
        Assert.Equal(300, clusters.Counts[0]);
        Assert.Equal(Enumerable.Range(0, 30), clusters.ClustersOfPoints(1).Distinct().Order());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Every_level_brings_the_toy_nearer_to_uniform_in_ten_of_ten_seeds_and_resampling_on_average()
    {
        // The published order on rings of 20,000, 200, 1,000, 500 and 8,000 points, 1,000 drawn (curation specification
        // §4): raw > one level > two > three > three with resampling; here the KL over 8 equal cells a ring. The last
        // step is smaller than the spread between seeds (published 0.081 to 0.042, here 0.031 to 0.026): three levels
        // of our k-means are nearer to uniform to begin with.
        double[] sums = new double[5];
        for (ulong seed = 0; seed < 10; seed++)
        {
            (float[] values, int[] cells) = Toy(seed);
            double[] kl =
            [
                Divergence(cells, Enumerable.Range(0, cells.Length)),
                Divergence(cells, Draw(values, seed, 0, [1000])),
                Divergence(cells, Draw(values, seed, 0, [1000, 300])),
                Divergence(cells, Draw(values, seed, 0, [1000, 300, 100])),
                Divergence(cells, Draw(values, seed, 10, [1000, 300, 100])),
            ];
            Assert.True(
                kl[0] > kl[1] && kl[1] > kl[2] && kl[2] > Math.Max(kl[3], kl[4]),
                $"Seed {seed}: "
                    + string.Join(", ", kl.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture))));
            sums = [.. sums.Zip(kl, (sum, value) => sum + value)];
        }

        Assert.True(
            sums[4] < 0.95 * sums[3], $"Mean divergence {sums[3] / 10} without, {sums[4] / 10} with resampling.");
    }

    // Twenty draws from one tree are pooled, so that chance in which point of a cluster is drawn does not hide the
    // order: one draw of 1,000 over 40 cells has a divergence of 0.02 by chance alone.
    private static IEnumerable<int> Draw(float[] values, ulong seed, int resampling, int[] levels)
    {
        HierarchicalClusters clusters = HierarchicalClusters.Build(
            FloatRows.Of(values, 2),
            new HierarchicalRequest { ClusterCounts = levels, ResamplingCount = resampling, Seed = seed });
        RandomSource random = new(seed);
        for (int repeat = 0; repeat < 20; repeat++)
        {
            double[] draws = [.. Enumerable.Range(0, values.Length / 2).Select(_ => random.NextDouble())];
            foreach (int point in HierarchicalSampling.Sample(
                clusters, 1000, point => draws[point], (level, cluster) => draws[(level * 5000) + cluster]))
            {
                yield return point;
            }
        }
    }

    private static double Divergence(int[] cells, IEnumerable<int> kept)
    {
        long[] counts = new long[cells.Max() + 1];
        foreach (int point in kept)
        {
            counts[cells[point]]++;
        }

        return HierarchicalSampling.DivergenceFromUniform(counts).Nats;
    }

    /// <summary>Five rings of radius 0.8 to 1, side by side; a ring has 8 cells of equal area.</summary>
    private static (float[] Values, int[] Cells) Toy(ulong seed)
    {
        int[] counts = [20_000, 200, 1_000, 500, 8_000];
        RandomSource random = new(100 + seed);
        List<float> values = [];
        List<int> cells = [];
        for (int disc = 0; disc < counts.Length; disc++)
        {
            for (int i = 0; i < counts[disc]; i++)
            {
                double angle = random.NextDouble();
                double radius = Math.Sqrt(0.64 + (0.36 * random.NextDouble()));
                values.Add((float)((3 * disc) + (radius * Math.Cos(2 * Math.PI * angle))));
                values.Add((float)(radius * Math.Sin(2 * Math.PI * angle)));
                cells.Add((disc * 8) + (int)(angle * 8));
            }
        }

        return ([.. values], [.. cells]);
    }
}
