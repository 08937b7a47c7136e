using System.Numerics.Tensors;

namespace Isonomia.Numerics;

/// <summary>The maximum mean discrepancy of two samples: how far apart two distributions lie under a Gaussian
/// kernel.</summary>
/// <remarks>
/// <para>Definition: MMD² = Σ_{i≠j} k(x_i, x_j)/(n(n−1)) + Σ_{i≠j} k(y_i, y_j)/(m(m−1)) − 2·mean k(x_i, y_j), which may
/// be negative; k = exp(−d²/(2s²)), s the median pairwise distance of the pooled sample.</para>
/// <para>Source: Gretton et al., JMLR 13, 2012, equation 3 and §8 (bandwidth, permutation test); specification,
/// fairness §20 A15.</para>
/// </remarks>
/// <param name="Squared">MMD² by the U-statistic; may be negative.</param>
/// <param name="Bandwidth">s.</param>
/// <param name="P">The permutation p-value (1 + #{MMD²* ≥ MMD²})/(B + 1), or null where none was asked for.</param>
/// <param name="FirstCount">Rows of the first sample that entered.</param>
/// <param name="SecondCount">Rows of the second sample that entered.</param>
public sealed record MaximumMeanDiscrepancy(Statistic Squared, double Bandwidth, double? P, int FirstCount,
    int SecondCount)
{
    /// <summary>Larger samples are thinned to this many rows in all, in the proportion of their sizes.</summary>
    public const int RowLimit = 2000;

    /// <summary>Compares two samples.</summary>
    /// <param name="matrix">The rows of both, shape [n, d], finite.</param>
    /// <param name="first">The rows of the first sample.</param>
    /// <param name="second">The rows of the second sample.</param>
    /// <param name="permutations">Permutations of the test; 0: none.</param>
    /// <param name="random">Draws the thinned rows and the permutations.</param>
    /// <returns>The discrepancy; undefined (<c>too_few_rows</c>) where a sample has fewer than two rows, and
    /// (<c>zero_variance</c>) where the median distance is zero.</returns>
    public static MaximumMeanDiscrepancy Of(
        FloatMatrix matrix, IReadOnlyList<int> first, IReadOnlyList<int> second, int permutations, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(random);
        int all = first.Count + second.Count;
        int limit = Math.Min(all, RowLimit);
        int n = Math.Max(Math.Min(2, first.Count), (int)Math.Round((double)first.Count * limit / Math.Max(1, all)));
        int[] rows = [.. Thin(first, n, random), .. Thin(second, Math.Min(second.Count, limit - n), random)];
        int m = rows.Length - n;
        if (n < 2 || m < 2)
        {
            return new MaximumMeanDiscrepancy(UndefinedReason.TooFewRows, 0, null, n, m);
        }

        double[] squares = SquaredDistances(matrix, rows);
        double bandwidth = MedianDistance(squares, rows.Length);
        if (!(bandwidth > 0))
        {
            return new MaximumMeanDiscrepancy(UndefinedReason.ZeroVariance, 0, null, n, m);
        }

        double[] kernel = squares;
        TensorPrimitives.Multiply(kernel, -1 / (2 * bandwidth * bandwidth), kernel);
        TensorPrimitives.Exp<double>(kernel, kernel);
        bool[] isFirst = [.. Enumerable.Range(0, rows.Length).Select(i => i < n)];
        double observed = Squares(kernel, isFirst, n, m);
        double? p = null;
        if (permutations > 0)
        {
            int reached = 0;
            for (int b = 0; b < permutations; b++)
            {
                random.Shuffle<bool>(isFirst);
                reached += Squares(kernel, isFirst, n, m) >= observed ? 1 : 0;
            }

            p = (1.0 + reached) / (1 + permutations);
        }

        return new MaximumMeanDiscrepancy(observed, bandwidth, p, n, m);
    }

    /// <summary>Draws rows without replacement, in their order; all of them where no more are there.</summary>
    private static int[] Thin(IReadOnlyList<int> rows, int count, RandomSource random)
    {
        if (count >= rows.Count)
        {
            return [.. rows];
        }

        int[] order = [.. rows];
        random.Shuffle<int>(order);
        return [.. order.Take(count).Order()];
    }

    private static double[] SquaredDistances(FloatMatrix matrix, int[] rows)
    {
        int n = rows.Length;
        double[] squares = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<float> x = matrix.Row(rows[i]);
            for (int j = 0; j < i; j++)
            {
                double sum = Distance.Squared(x, matrix.Row(rows[j]));
                squares[(i * n) + j] = squares[(j * n) + i] = sum;
            }
        }

        return squares;
    }

    private static double MedianDistance(double[] squares, int n)
    {
        double[] pairs = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                pairs[k++] = Math.Sqrt(squares[(i * n) + j]);
            }
        }

        Array.Sort(pairs);
        return Quantile.OfSorted(pairs, 0.5);
    }

    private static double Squares(double[] kernel, bool[] isFirst, int n, int m)
    {
        (double within, double other, double across) = (0, 0, 0);
        for (int i = 0; i < isFirst.Length; i++)
        {
            (double same, double cross) = (0, 0);
            ReadOnlySpan<double> row = kernel.AsSpan(i * isFirst.Length, i);
            for (int j = 0; j < row.Length; j++)
            {
                if (isFirst[j] == isFirst[i])
                {
                    same += row[j];
                }
                else
                {
                    cross += row[j];
                }
            }

            (within, other) = isFirst[i] ? (within + same, other) : (within, other + same);
            across += cross;
        }

        return (2 * within / ((double)n * (n - 1)))
            + (2 * other / ((double)m * (m - 1))) - (2 * across / ((double)n * m));
    }
}
