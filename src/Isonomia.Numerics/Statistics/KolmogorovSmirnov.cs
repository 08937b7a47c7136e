namespace Isonomia.Numerics;

/// <summary>The two-sample Kolmogorov–Smirnov test.</summary>
/// <remarks>Sources: Hodges 1957; Schröer and Trenkler 1995 (exact with ties); specification §11.10 and §20
/// A10.</remarks>
public static class KolmogorovSmirnov
{
    private const double Slack = 1e-12;
    private const long ExactLimit = 10_000;

    /// <summary>The largest distance between the two empirical distribution functions.</summary>
    /// <param name="first">At least one value, without NaN, shape [n].</param>
    /// <param name="second">At least one value, without NaN, shape [m].</param>
    /// <returns>D in [0, 1].</returns>
    public static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        return DistanceOfSorted(Quantile.Sorted(first), Quantile.Sorted(second));
    }

    /// <summary>The same of samples in ascending order.</summary>
    /// <param name="a">At least one value, ascending, shape [n].</param>
    /// <param name="b">At least one value, ascending, shape [m].</param>
    /// <returns>D in [0, 1].</returns>
    public static double DistanceOfSorted(double[] a, double[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double largest = 0;
        int i = 0;
        int j = 0;
        while (i < a.Length || j < b.Length)
        {
            double value = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            i = Skip(a, i, value);
            j = Skip(b, j, value);
            largest = Math.Max(largest, Math.Abs((i / (double)a.Length) - (j / (double)b.Length)));
        }

        return largest;
    }

    /// <summary>The p-value by the rule of the specification: exact and tie-aware for n·m ≤ 10,000, else Kolmogorov's
    /// limit.</summary>
    /// <param name="first">Shape [n].</param>
    /// <param name="second">Shape [m].</param>
    /// <returns>P(D* ≥ D).</returns>
    public static double P(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        IsExact(first.Length, second.Length)
            ? ExactP(first, second)
            : AsymptoticP(Distance(first, second), first.Length, second.Length);

    /// <summary>Whether the rule of the specification asks for the exact p-value: n·m ≤ 10,000.</summary>
    /// <param name="n">The first size.</param>
    /// <param name="m">The second size.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsExact(int n, int m) => (long)n * m <= ExactLimit;

    /// <summary>The exact p-value given the ties in the pooled sample.</summary>
    /// <param name="first">Shape [n].</param>
    /// <param name="second">Shape [m].</param>
    /// <param name="ignoreTies">Whether every pooled value counts as distinct (scipy's form).</param>
    /// <returns>P(D* ≥ D) over all C(n + m, n) assignments.</returns>
    public static double ExactP(ReadOnlySpan<double> first, ReadOnlySpan<double> second, bool ignoreTies = false)
    {
        int n = first.Length;
        int m = second.Length;
        double d = Distance(first, second);
        double[] pooled = [.. first, .. second];
        Array.Sort(pooled);

        // inside[j]: the share of paths to (i, j) that never left the band, as a probability of a uniformly random
        // path.
        double[] inside = new double[m + 1];
        for (int i = 0; i <= n; i++)
        {
            for (int j = 0; j <= m; j++)
            {
                int step = i + j;
                double reached = step == 0 ? 1 : 0;
                if (i > 0)
                {
                    reached += inside[j] * i / step;
                }

                if (j > 0)
                {
                    reached += inside[j - 1] * j / step;
                }

                bool isBlockEnd = step > 0 && (ignoreTies || step == pooled.Length || pooled[step] != pooled[step - 1]);
                bool isOutside = isBlockEnd && Math.Abs((i / (double)n) - (j / (double)m)) >= d - Slack;
                inside[j] = isOutside ? 0 : reached;
            }
        }

        return Math.Clamp(1 - inside[m], 0, 1);
    }

    /// <summary>Kolmogorov's limit Q(D·√(nm/(n+m))).</summary>
    /// <param name="distance">D.</param>
    /// <param name="n">The first size.</param>
    /// <param name="m">The second size.</param>
    /// <returns>The p-value.</returns>
    public static double AsymptoticP(double distance, int n, int m) =>
        Limit(distance * Math.Sqrt((double)n * m / ((double)n + m)));

    /// <summary>The asymptotic p-value as scipy computes it: the one-sample law of D at n = round(nm/(n +
    /// m)).</summary>
    /// <remarks>For parity (<c>ks@scipy</c>). Above a rounded size of 2,000 Kolmogorov's limit at that size is used,
    /// where scipy uses the approximation of Pelz and Good.</remarks>
    /// <param name="distance">D.</param>
    /// <param name="n">The first size.</param>
    /// <param name="m">The second size.</param>
    /// <returns>The p-value.</returns>
    public static double ScipyAsymptoticP(double distance, int n, int m)
    {
        int size = (int)Math.Round((double)n * m / ((double)n + m), MidpointRounding.ToEven);
        return OneSampleKolmogorov.UpperTail(distance, size);
    }

    /// <summary>Kolmogorov's limit law: 2 Σ (−1)^{k−1} exp(−2k²λ²).</summary>
    /// <param name="lambda">λ ≥ 0.</param>
    /// <returns>The upper tail.</returns>
    internal static double Limit(double lambda)
    {
        if (lambda < 0.2)
        {
            return 1;
        }

        double sum = 0;
        for (int k = 1; k <= 100; k++)
        {
            double term = Math.Exp(-2.0 * k * k * lambda * lambda);
            sum += (k % 2 == 1 ? 2 : -2) * term;
            if (term < 1e-18)
            {
                break;
            }
        }

        return Math.Clamp(sum, 0, 1);
    }

    private static int Skip(double[] sorted, int index, double value)
    {
        while (index < sorted.Length && sorted[index] == value)
        {
            index++;
        }

        return index;
    }
}
