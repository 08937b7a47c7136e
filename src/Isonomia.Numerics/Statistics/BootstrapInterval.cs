namespace Isonomia.Numerics;

/// <summary>Confidence intervals from given bootstrap replicates of one statistic; a NaN replicate is undefined and
/// left out.</summary>
/// <remarks>Sources: Efron, JASA 82, 1987 (BCa); Davison and Hinkley, 1997, chapter 5; specification §11.3 and
/// §11.4.</remarks>
public static class BootstrapInterval
{
    /// <summary>Percentile interval: type-7 quantiles of the replicates.</summary>
    /// <param name="replicates">Replicates, shape [B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval; null where fewer than two replicates are defined.</returns>
    public static Interval? Percentile(ReadOnlySpan<double> replicates, double level)
    {
        double[] sorted = Quantile.Sorted(replicates);
        return sorted.Length < 2 ? null : PercentileOfSorted(sorted, level);
    }

    /// <summary>Basic (reflected) interval: 2θ̂ minus the percentile ends.</summary>
    /// <param name="estimate">θ̂.</param>
    /// <param name="replicates">Replicates, shape [B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval; null where fewer than two replicates are defined.</returns>
    public static Interval? Basic(double estimate, ReadOnlySpan<double> replicates, double level) =>
        Percentile(replicates, level) is Interval p
            ? new Interval((2 * estimate) - p.High, (2 * estimate) - p.Low)
            : null;

    /// <summary>Normal interval: θ̂ ± z times the standard deviation of the replicates.</summary>
    /// <param name="estimate">θ̂.</param>
    /// <param name="replicates">Replicates, shape [B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval; null where fewer than two replicates are defined.</returns>
    public static Interval? Normal(double estimate, ReadOnlySpan<double> replicates, double level)
    {
        double[] sorted = Quantile.Sorted(replicates);
        if (sorted.Length < 2)
        {
            return null;
        }

        double half = Gaussian.Critical(level) * Math.Sqrt(Moments.Variance(sorted));
        return new Interval(estimate - half, estimate + half);
    }

    /// <summary>Bias-corrected and accelerated interval.</summary>
    /// <param name="estimate">θ̂.</param>
    /// <param name="replicates">Replicates, shape [B].</param>
    /// <param name="acceleration">a, see <see cref="Acceleration(ReadOnlySpan{double})"/>.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval; undefined with <c>bca_degenerate</c> where all replicates lie on one side of the estimate
    /// (the percentile interval is then given) and <c>too_few_rows</c> where fewer than two replicates are
    /// defined.</returns>
    public static BcaInterval Bca(double estimate, ReadOnlySpan<double> replicates, double acceleration, double level)
    {
        double[] sorted = Quantile.Sorted(replicates);
        if (sorted.Length < 2)
        {
            return new BcaInterval(null, null, UndefinedReason.TooFewRows);
        }

        Interval percentile = PercentileOfSorted(sorted, level);
        double z0 = Gaussian.Quantile(ShareBelow(sorted, estimate));
        if (!double.IsFinite(z0))
        {
            return new BcaInterval(null, percentile, UndefinedReason.BcaDegenerate);
        }

        double z = Gaussian.Critical(level);
        double low = Gaussian.Cdf(z0 + ((z0 - z) / (1 - (acceleration * (z0 - z)))));
        double high = Gaussian.Cdf(z0 + ((z0 + z) / (1 - (acceleration * (z0 + z)))));
        Interval interval = new(Quantile.OfSorted(sorted, low), Quantile.OfSorted(sorted, high));
        return new BcaInterval(interval, percentile, null);
    }

    /// <summary>The bias correction z₀ = Φ⁻¹((#{θ* &lt; θ̂} + ½ #{θ* = θ̂}) / B).</summary>
    /// <param name="estimate">θ̂.</param>
    /// <param name="replicates">Replicates, shape [B].</param>
    /// <returns>z₀, or <c>bca_degenerate</c>.</returns>
    public static Statistic BiasCorrection(double estimate, ReadOnlySpan<double> replicates)
    {
        double[] sorted = Quantile.Sorted(replicates);
        double z0 = sorted.Length == 0 ? double.NaN : Gaussian.Quantile(ShareBelow(sorted, estimate));
        return double.IsFinite(z0) ? z0 : UndefinedReason.BcaDegenerate;
    }

    /// <summary>The acceleration a = Σd³ / (6 (Σd²)^1.5) with d = mean − jackknife value.</summary>
    /// <param name="jackknife">The statistic with each unit (or group of units) left out; NaN is left out, shape
    /// [I].</param>
    /// <returns>a; 0 where the jackknife values do not vary.</returns>
    public static double Acceleration(ReadOnlySpan<double> jackknife)
    {
        double[] values = Quantile.Sorted(jackknife);
        double mean = Moments.Mean(values);
        double squares = 0;
        double cubes = 0;
        foreach (double value in values)
        {
            double d = mean - value;
            squares += d * d;
            cubes += d * d * d;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    /// <summary>The acceleration of a stratified bootstrap: (1/6) ΣₛΣU³/nₛ³ / (ΣₛΣU²/nₛ²)^1.5 with U = (nₛ − 1)(meanₛ −
    /// jackknife).</summary>
    /// <param name="jackknife">The statistic with each unit left out, shape [I].</param>
    /// <param name="strata">The stratum of every unit, shape [I].</param>
    /// <returns>a; 0 where the jackknife values do not vary.</returns>
    public static double Acceleration(ReadOnlySpan<double> jackknife, ReadOnlySpan<int> strata)
    {
        Dictionary<int, List<double>> byStratum = [];
        for (int i = 0; i < jackknife.Length; i++)
        {
            if (!double.IsNaN(jackknife[i]))
            {
                if (!byStratum.TryGetValue(strata[i], out List<double>? list))
                {
                    byStratum[strata[i]] = list = [];
                }

                list.Add(jackknife[i]);
            }
        }

        double squares = 0;
        double cubes = 0;
        foreach (List<double> list in byStratum.OrderBy(pair => pair.Key).Select(pair => pair.Value))
        {
            double n = list.Count;
            double mean = Moments.Mean([.. list]);
            foreach (double value in list)
            {
                double u = (n - 1) * (mean - value) / n;
                squares += u * u;
                cubes += u * u * u;
            }
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    private static Interval PercentileOfSorted(double[] sorted, double level) => new(
        Quantile.OfSorted(sorted, (1 - level) / 2), Quantile.OfSorted(sorted, (1 + level) / 2));

    private static double ShareBelow(double[] sorted, double estimate)
    {
        int below = LowerBound(sorted, estimate, inclusive: false);
        int notAbove = LowerBound(sorted, estimate, inclusive: true);
        return (below + (0.5 * (notAbove - below))) / sorted.Length;
    }

    /// <summary>How many sorted values are below a value, or not above it.</summary>
    private static int LowerBound(double[] sorted, double value, bool inclusive)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (inclusive && sorted[middle] == value))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
