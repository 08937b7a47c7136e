using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Isonomia.Documentation;

/// <summary>Little's test of missing completely at random: means of each pattern of missing numbers against one normal
/// model.</summary>
/// <remarks>d² = Σ_j n_j (ȳ_j − μ_o)ᵀ Σ_oo⁻¹ (ȳ_j − μ_o) with estimates by the EM algorithm, degrees of freedom Σ_j
/// |o_j| − p. Source: Little,
/// JASA 83 (1988), 1198–1202.</remarks>
internal static class LittleAnalysis
{
    private const int Iterations = 200;
    private const double Tolerance = 1e-8;

    /// <summary>Runs the test.</summary>
    /// <param name="columns">The names.</param>
    /// <param name="data">The numbers of each column, NaN where missing, shape [p][n].</param>
    internal static LittleTest Of(IReadOnlyList<string> columns, IReadOnlyList<double[]> data)
    {
        int p = columns.Count;
        int[] rows = [.. Enumerable.Range(0, data[0].Length).Where(i => data.Any(column => !double.IsNaN(column[i])))];
        LittleTest None(string why) => new(columns, null, 0, null, why);
        if (!rows.Any(i => data.All(column => !double.IsNaN(column[i]))))
        {
            return None("no patient has every number");
        }

        if (rows.All(i => data.All(column => !double.IsNaN(column[i]))))
        {
            return None("nothing is missing");
        }

        var patterns = rows.GroupBy(i => string.Concat(data.Select(column => double.IsNaN(column[i]) ? '0' : '1')),
            StringComparer.Ordinal)
            .Select(group => (Seen: group.Key.Index().Where(c => c.Item == '1').Select(c => c.Index).ToArray(),
                Rows: group.ToArray())).ToArray();
        (double[] mean, double[,] covariance) = Estimate(data, patterns, rows.Length);
        double statistic = 0;
        int freedom = -p;
        foreach ((int[] seen, int[] members) in patterns)
        {
            Matrix<double> part = Matrix<double>.Build.Dense(seen.Length, seen.Length,
                (r, c) => covariance[seen[r], seen[c]]);
            Vector<double> difference =
                Vector<double>.Build.Dense(seen.Length, k => members.Average(i => data[seen[k]][i]) - mean[seen[k]]);
            if (!(part.Determinant() > 0))
            {
                return None("the covariance is singular");
            }

            statistic += members.Length * (difference * part.Inverse() * difference);
            freedom += seen.Length;
        }

        return new LittleTest(columns, statistic, freedom, freedom < 1 ? null
            : SpecialFunctions.GammaUpperRegularized(freedom / 2.0, Math.Max(0, statistic) / 2), null);
    }

    private static (double[] Mean, double[,] Covariance) Estimate(IReadOnlyList<double[]> data,
        (int[] Seen, int[] Rows)[] patterns, int n)
    {
        int p = data.Count;
        double[] mean = [.. data.Select(column => column.Where(value => !double.IsNaN(value)).Average())];
        double[,] covariance = new double[p, p];
        for (int k = 0; k < p; k++)
        {
            covariance[k, k] = Math.Max(1e-12, data[k].Where(value => !double.IsNaN(value))
                .Select(value => (value - mean[k]) * (value - mean[k])).Average());
        }

        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] sums = new double[p];
            double[,] squares = new double[p, p];
            foreach ((int[] seen, int[] members) in patterns)
            {
                Expect(data, mean, covariance, seen, members, sums, squares);
            }

            double change = 0;
            for (int r = 0; r < p; r++)
            {
                change = Math.Max(change, Math.Abs((sums[r] / n) - mean[r]) / Math.Sqrt(covariance[r, r]));
                mean[r] = sums[r] / n;
            }

            for (int r = 0; r < p; r++)
            {
                for (int c = 0; c < p; c++)
                {
                    double value = (squares[r, c] / n) - (mean[r] * mean[c]);
                    change = Math.Max(change,
                        Math.Abs(value - covariance[r, c]) / Math.Sqrt(covariance[r, r] * covariance[c, c]));
                    covariance[r, c] = value;
                }
            }

            if (change < Tolerance)
            {
                break;
            }
        }

        return (mean, covariance);
    }

    /// <summary>Adds the expected numbers and products of the patients of one pattern.</summary>
    private static void Expect(
        IReadOnlyList<double[]> data, double[] mean, double[,] covariance, int[] seen, int[] members, double[] sums,
            double[,] squares)
    {
        int p = data.Count;
        int[] hidden = [.. Enumerable.Range(0, p).Except(seen)];
        Matrix<double> inverse = Matrix<double>.Build.Dense(seen.Length, seen.Length,
            (r, c) => covariance[seen[r], seen[c]]).Inverse();
        Matrix<double>? slope = hidden.Length == 0 ? null
            : Matrix<double>.Build.Dense(hidden.Length, seen.Length,
            (r, c) => covariance[hidden[r], seen[c]]) * inverse;
        double[] filled = new double[p];
        foreach (int row in members)
        {
            foreach (int k in seen)
            {
                filled[k] = data[k][row];
            }

            for (int h = 0; h < hidden.Length; h++)
            {
                double value = mean[hidden[h]];
                for (int s = 0; s < seen.Length; s++)
                {
                    value += slope![h, s] * (data[seen[s]][row] - mean[seen[s]]);
                }

                filled[hidden[h]] = value;
            }

            for (int r = 0; r < p; r++)
            {
                sums[r] += filled[r];
                for (int c = 0; c < p; c++)
                {
                    squares[r, c] += filled[r] * filled[c];
                }
            }
        }

        for (int a = 0; a < hidden.Length; a++)
        {
            for (int b = 0; b < hidden.Length; b++)
            {
                double left = covariance[hidden[a], hidden[b]];
                for (int s = 0; s < seen.Length; s++)
                {
                    left -= slope![a, s] * covariance[seen[s], hidden[b]];
                }

                squares[hidden[a], hidden[b]] += members.Length * left;
            }
        }
    }
}
