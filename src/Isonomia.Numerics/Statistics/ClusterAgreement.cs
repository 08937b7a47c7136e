using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>How well a partition agrees with known groups.</summary>
/// <remarks>Sources: Hubert and Arabie, J. Classification 2, 1985 (adjusted Rand); Vinh, Epps and Bailey, JMLR 11, 2010
/// (mutual information adjusted for chance, arithmetic mean of the entropies); Rosenberg and Hirschberg, EMNLP 2007
/// (homogeneity, completeness); Fowlkes and Mallows, JASA 78, 1983; specification, fairness §15.1. Logarithms are
/// natural.</remarks>
/// <param name="AdjustedRand">1 for equal partitions, 0 expected by chance.</param>
/// <param name="NormalizedMutualInformation">Mutual information over the mean of the two entropies, in [0, 1].</param>
/// <param name="AdjustedMutualInformation">The same with the part expected by chance taken off.</param>
/// <param name="Homogeneity">1 where every cluster holds members of one group only.</param>
/// <param name="Completeness">1 where every group lies in one cluster.</param>
/// <param name="Purity">The share of rows that belong to the largest group of their cluster.</param>
/// <param name="CramersV">Cramér's V of the table, or undefined (<c>single_category</c>).</param>
/// <param name="FowlkesMallows">The geometric mean of pairwise precision and recall.</param>
/// <param name="RowCount">Rows with both a cluster and a group.</param>
public sealed record ClusterAgreement(
    double AdjustedRand,
    double NormalizedMutualInformation,
    double AdjustedMutualInformation,
    double Homogeneity,
    double Completeness,
    double Purity,
    Statistic CramersV,
    double FowlkesMallows,
    int RowCount)
{
    /// <summary>The harmonic mean of homogeneity and completeness, which equals the normalized mutual
    /// information.</summary>
    public double VMeasure => NormalizedMutualInformation;

    /// <summary>Compares two partitions.</summary>
    /// <param name="groups">The group of every row, codes from 0; negative where unknown, shape [n].</param>
    /// <param name="clusters">The cluster of every row, codes from 0; negative where unknown, shape [n].</param>
    /// <returns>The agreement over rows where both are known, or null where there is none.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static ClusterAgreement? Of(ReadOnlySpan<int> groups, ReadOnlySpan<int> clusters)
    {
        if (groups.Length != clusters.Length)
        {
            throw new ArgumentException(
                $"There are {groups.Length} groups and {clusters.Length} clusters; each row needs one of both.");
        }

        double[][] table = Table(groups, clusters, out int n);
        if (n == 0)
        {
            return null;
        }

        double[] rows = [.. table.Select(row => row.Sum())];
        double[] columns = [.. Enumerable.Range(0, table[0].Length).Select(c => table.Sum(row => row[c]))];
        (double entropyRows, double entropyColumns) = (Entropy(rows, n), Entropy(columns, n));
        double information = Information(table, rows, columns, n);
        double mean = (entropyRows + entropyColumns) / 2;
        double pairs = table.Sum(row => row.Sum(Pairs));
        (double pairsRows, double pairsColumns) = (rows.Sum(Pairs), columns.Sum(Pairs));
        double chance = n < 2 ? 0 : pairsRows * pairsColumns / Pairs(n);
        double most = (pairsRows + pairsColumns) / 2;
        double expected = ExpectedInformation(rows, columns, n);
        bool isTrivial = entropyRows == 0 && entropyColumns == 0;
        return new ClusterAgreement(
            most == chance ? 1 : (pairs - chance) / (most - chance),
            isTrivial ? 1 : information / mean,
            isTrivial || mean == expected ? 1 : (information - expected) / (mean - expected),
            entropyRows == 0 ? 1 : information / entropyRows,
            entropyColumns == 0 ? 1 : information / entropyColumns,
            columns.Index().Sum(column => table.Max(row => row[column.Index])) / n,
            ContingencyTest.Of(table).CramersV,
            pairsRows == 0 || pairsColumns == 0 ? 0 : pairs / Math.Sqrt(pairsRows) / Math.Sqrt(pairsColumns),
            n);
    }

    private static double Pairs(double count) => count * (count - 1) / 2;

    private static double[][] Table(ReadOnlySpan<int> groups, ReadOnlySpan<int> clusters, out int n)
    {
        (int height, int width) = (0, 0);
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] >= 0 && clusters[i] >= 0)
            {
                (height, width) = (Math.Max(height, groups[i] + 1), Math.Max(width, clusters[i] + 1));
            }
        }

        double[][] table = [.. Enumerable.Range(0, height).Select(_ => new double[width])];
        n = 0;
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] >= 0 && clusters[i] >= 0)
            {
                table[groups[i]][clusters[i]]++;
                n++;
            }
        }

        return table;
    }

    private static double Entropy(double[] counts, double n) =>
        counts.Where(count => count > 0).Sum(count => -count / n * Math.Log(count / n));

    private static double Information(double[][] table, double[] rows, double[] columns, double n)
    {
        double sum = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns.Length; c++)
            {
                double count = table[r][c];
                sum += count == 0 ? 0 : count / n * Math.Log(n * count / (rows[r] * columns[c]));
            }
        }

        return Math.Max(0, sum);
    }

    /// <summary>The mean of the mutual information over all tables with these margins (Vinh et al., equation
    /// 24a).</summary>
    private static double ExpectedInformation(double[] rows, double[] columns, double n)
    {
        double sum = 0;
        foreach (double a in rows.Where(count => count > 0))
        {
            foreach (double b in columns.Where(count => count > 0))
            {
                double constant = LogFactorial(a) + LogFactorial(b) + LogFactorial(n - a)
                    + LogFactorial(n - b) - LogFactorial(n);
                for (double k = Math.Max(1, a + b - n); k <= Math.Min(a, b); k++)
                {
                    double logProbability =
                        constant - LogFactorial(k) - LogFactorial(a - k) - LogFactorial(b - k) - LogFactorial(n - a - b
                            + k);
                    sum += k / n * Math.Log(n * k / (a * b)) * Math.Exp(logProbability);
                }
            }
        }

        return sum;
    }

    private static double LogFactorial(double count) => SpecialFunctions.GammaLn(count + 1);
}
