using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Tests whether two columns of codes hang together, with the test that the counts allow.</summary>
internal static class UnitAssociation
{
    private const int Permutations = 10_000;
    private const int MostDraws = 2_000;
    private const double FewExpected = 5;

    /// <summary>Tests two columns; rows with a code below 0 in either are left out.</summary>
    internal static (string Test, int Count, double P, double? Effect) Test(int[] first, int[] second, int firstGroups,
        int secondGroups, ulong seed, string procedure)
    {
        double[][] table = Table(first, second, firstGroups, secondGroups, out int count);
        var test = ContingencyTest.Of(table);
        double? effect = test.CramersVBiasCorrected.ValueOrNull;
        if (test.DegreesOfFreedom == 0)
        {
            return ("none: one value only", count, 1, null);
        }

        double smallest = SmallestExpected(table, count);
        if (smallest >= FewExpected)
        {
            return ("chi-square", count, test.P, effect);
        }

        double[][] rows = [.. table.Where(row => row.Sum() > 0)];
        if (rows.Length == 2 && test.DegreesOfFreedom == 1)
        {
            int[] columns = [.. Enumerable.Range(0, secondGroups).Where(c => rows.Any(row => row[c] > 0))];
            double p = TwoProportions.FisherExactP((long)rows[0][columns[0]], (long)rows[0].Sum(),
                (long)rows[1][columns[0]], (long)rows[1].Sum());
            return ("Fisher's exact", count, p, effect);
        }

        return rows.Length == 2 && Math.Min(rows[0].Sum(), rows[1].Sum()) <= MostDraws
            ? ($"permutation of chi-square ({Permutations:N0})", count,
                Permuted(rows, test.ChiSquared, seed, procedure), effect)
            : ("chi-square (some expected counts under 5)", count, test.P, effect);
    }

    internal static double[][] Table(int[] first, int[] second, int firstGroups, int secondGroups, out int count)
    {
        double[][] table = [.. Enumerable.Range(0, firstGroups).Select(_ => new double[secondGroups])];
        count = 0;
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] >= 0 && second[i] >= 0)
            {
                table[first[i]][second[i]]++;
                count++;
            }
        }

        return table;
    }

    private static double SmallestExpected(double[][] table, int count)
    {
        double smallest = double.PositiveInfinity;
        double[] columns = [.. Enumerable.Range(0, table[0].Length).Select(c => table.Sum(row => row[c]))];
        foreach (double row in table.Select(row => row.Sum()).Where(sum => sum > 0))
        {
            foreach (double column in columns.Where(sum => sum > 0))
            {
                smallest = Math.Min(smallest, row * column / count);
            }
        }

        return smallest;
    }

    /// <summary>Draws the smaller row anew from all rows, without replacement: the margins stay.</summary>
    private static double Permuted(double[][] rows, double observed, ulong seed, string procedure)
    {
        double[] small = rows[0].Sum() <= rows[1].Sum() ? rows[0] : rows[1];
        int width = small.Length;
        double[] totals = [.. Enumerable.Range(0, width).Select(c => rows[0][c] + rows[1][c])];
        int draws = (int)small.Sum();
        double all = totals.Sum();
        int[] pool = [.. Enumerable.Range(0, width).SelectMany(c => Enumerable.Repeat(c, (int)totals[c]))];
        int atLeast = 0;
        double[] drawn = new double[width];
        var random = RandomSource.For(seed, procedure, 0);
        for (int b = 0; b < Permutations; b++)
        {
            Array.Clear(drawn);
            for (int i = 0; i < draws; i++)
            {
                int j = i + random.NextInt32(pool.Length - i);
                (pool[i], pool[j]) = (pool[j], pool[i]);
                drawn[pool[i]]++;
            }

            double chi = 0;
            for (int c = 0; c < width; c++)
            {
                double expected = totals[c] * draws / all;
                double other = totals[c] - expected;
                chi += expected == 0 ? 0 : ((drawn[c] - expected) * (drawn[c] - expected) / expected)
                    + (other == 0 ? 0 : (drawn[c] - expected) * (drawn[c] - expected) / other);
            }

            atLeast += chi >= observed * (1 - 1e-9) ? 1 : 0;
        }

        return (1.0 + atLeast) / (1 + Permutations);
    }
}
