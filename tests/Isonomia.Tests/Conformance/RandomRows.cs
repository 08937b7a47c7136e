using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Random rows of a binary task for laws that must hold on any rows.</summary>
internal static class RandomRows
{
    /// <summary>Rows with both classes; scores lie on a grid of 1/32, with ties, or are all different.</summary>
    internal static OracleRows Of(int seed, int count, string groups = "a", bool hasTies = true)
    {
        var random = RandomSource.For((ulong)seed, "random_rows", count);
        double[] scores = new double[count];
        sbyte[] labels = new sbyte[count];
        double[] weights = new double[count];
        string[] group = new string[count];
        int[] distinct = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(distinct);
        for (int i = 0; i < count; i++)
        {
            scores[i] = hasTies ? (random.NextInt32(31) + 1) / 32.0 : (distinct[i] + 0.5) / count;
            labels[i] = (sbyte)(i < 2 ? i : random.NextDouble() < 0.25 + (0.5 * scores[i]) ? 1 : 0);
            weights[i] = (random.NextInt32(4) + 1) / 2.0;
            group[i] = groups[random.NextInt32(groups.Length)].ToString();
        }

        return new OracleRows(scores, labels, weights, group);
    }

    internal static void ShouldBeClose(
        Statistic expected, Statistic actual, double tolerance, string place) => Assert.True(
        expected.Reason == actual.Reason && !(Math.Abs(expected.ValueOrNaN - actual.ValueOrNaN) > tolerance),
        $"{place}: expected {expected}, found {actual}.");
}
