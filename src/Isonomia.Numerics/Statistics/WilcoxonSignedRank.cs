namespace Isonomia.Numerics;

/// <summary>Wilcoxon's signed-rank test of paired differences: normal law with continuity and tie correction, zeros
/// dropped.</summary>
/// <param name="V">The sum of the ranks of the positive differences.</param>
/// <param name="Count">The number of differences that are not zero.</param>
/// <param name="P">The two-sided p; undefined (<c>zero_variance</c>) where every difference is zero.</param>
/// <remarks>
/// <para>The same numbers as R's wilcox.test(paired = TRUE, exact = FALSE).</para>
/// <para>Sources: Wilcoxon 1945; Pratt and Gibbons 1981; Benavoli, Corani and Mangili, JMLR 17, 2016; specification
/// §11.11.</para>
/// </remarks>
public sealed record WilcoxonSignedRank(double V, int Count, Statistic P)
{
    /// <summary>Tests whether differences lie symmetrically around zero.</summary>
    /// <param name="differences">The paired differences, without NaN, shape [n].</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static WilcoxonSignedRank Of(ReadOnlySpan<double> differences)
    {
        List<double> kept = new(differences.Length);
        foreach (double difference in differences)
        {
            if (difference != 0)
            {
                kept.Add(difference);
            }
        }

        int n = kept.Count;
        if (n == 0)
        {
            return new WilcoxonSignedRank(0, 0, UndefinedReason.ZeroVariance);
        }

        double[] ranks = MidRanks.Of([.. kept.Select(Math.Abs)]);
        double v = 0;
        for (int i = 0; i < n; i++)
        {
            v += kept[i] > 0 ? ranks[i] : 0;
        }

        double ties = 0;
        foreach (IGrouping<double, double> block in ranks.GroupBy(rank => rank))
        {
            double t = block.Count();
            ties += (t * t * t) - t;
        }

        double variance = (n * (n + 1.0) * ((2.0 * n) + 1) / 24) - (ties / 48);
        double shift = v - (n * (n + 1.0) / 4);
        double z = (shift - (Math.Sign(shift) * 0.5)) / Math.Sqrt(variance);
        return new WilcoxonSignedRank(v, n, Gaussian.TwoSidedP(z));
    }
}
