using MathNet.Numerics;

namespace Isonomia.Numerics;

/// <summary>Friedman's test of k methods ranked in N settings, with the F form of Iman and Davenport.</summary>
/// <param name="AverageRanks">The mean rank of every method, 1 is best, shape [k].</param>
/// <param name="SettingCount">N.</param>
/// <param name="ChiSquared">The tie-corrected statistic; undefined (<c>zero_variance</c>) where every setting is all
/// ties.</param>
/// <param name="P">Its upper χ² tail with k − 1 degrees of freedom.</param>
/// <param name="ImanDavenport">F = (N − 1)χ²/(N(k − 1) − χ²); undefined (<c>zero_denominator</c>) where all settings
/// agree.</param>
/// <param name="ImanDavenportP">Its upper F tail with (k − 1) and (k − 1)(N − 1) degrees of freedom.</param>
/// <remarks>Sources: Friedman, JASA 32, 1937; Iman and Davenport 1980; Demšar, JMLR 7, 2006; specification
/// §11.11.</remarks>
public sealed record Friedman(
    IReadOnlyList<double> AverageRanks,
    int SettingCount,
    Statistic ChiSquared,
    Statistic P,
    Statistic ImanDavenport,
    Statistic ImanDavenportP)
{
    /// <summary>The number k of methods.</summary>
    public int MethodCount => AverageRanks.Count;

    /// <summary>The methods from the best to the worst average rank; equal ranks keep their order.</summary>
    public IReadOnlyList<int> OrderBestFirst => SortOrder.Ascending([.. AverageRanks]);

    /// <summary>Ranks the methods and tests whether they differ.</summary>
    /// <param name="scores">One row a setting (data set × attribute × …), one column a method, without NaN, shape
    /// [N][k].</param>
    /// <param name="higherIsBetter">Whether the largest score has rank 1.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">There are fewer than two settings or methods, or rows differ in
    /// length.</exception>
    public static Friedman Of(IReadOnlyList<double[]> scores, bool higherIsBetter)
    {
        ArgumentNullException.ThrowIfNull(scores);
        int n = scores.Count;
        int k = n == 0 ? 0 : scores[0].Length;
        if (n < 2 || k < 2 || scores.Any(row => row.Length != k))
        {
            throw new ArgumentException(
                $"There are {n} settings and {k} methods; expected at least 2 of each and rows of one length.",
                nameof(scores));
        }

        double[] sums = new double[k];
        double squares = 0;
        foreach (double[] row in scores)
        {
            double[] ranks = MidRanks.Of(higherIsBetter ? [.. row.Select(score => -score)] : row);
            for (int j = 0; j < k; j++)
            {
                sums[j] += ranks[j];
                squares += ranks[j] * ranks[j];
            }
        }

        double[] average = [.. sums.Select(sum => sum / n)];
        double middle = (k + 1) / 2.0;
        double within = squares - (n * k * middle * middle);
        if (!(within > 0))
        {
            const UndefinedReason Tied = UndefinedReason.ZeroVariance;
            return new Friedman(average, n, Tied, Tied, Tied, Tied);
        }

        double between = n * average.Sum(rank => (rank - middle) * (rank - middle));
        double chiSquared = n * (k - 1) * between / within;
        double p = SpecialFunctions.GammaUpperRegularized((k - 1) / 2.0, chiSquared / 2);

        // Rank sums are multiples of ½, so that "all settings agree" is a difference of exactly 0 up to rounding.
        double rest = (n * (k - 1.0)) - chiSquared;
        if (rest <= 1e-9 * n * k)
        {
            const UndefinedReason Reason = UndefinedReason.ZeroDenominator;
            return new Friedman(average, n, chiSquared, p, Reason, Reason);
        }

        double f = (n - 1) * chiSquared / rest;
        double first = k - 1;
        double second = (k - 1.0) * (n - 1);
        double fP = SpecialFunctions.BetaRegularized(second / 2, first / 2, second / (second + (first * f)));
        return new Friedman(average, n, chiSquared, p, f, fP);
    }
}
