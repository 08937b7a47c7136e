namespace Isonomia.Numerics;

/// <summary>Simultaneous inference for contrasts from joint bootstrap replicates, by the maximum of the studentised
/// deviations.</summary>
/// <remarks>
/// <para>se_q = sd of Δ*_q; T_b = max_q |Δ*_qb − Δ̂_q| / se_q over replicates where every contrast is defined; c =
/// type-7 (1 − α) quantile of T; Δ̂_q ± c·se_q; p_q = (1 + #{T_b ≥ |Δ̂_q|/se_q}) / (B + 1). For the gap max−min
/// percentile and BCa intervals do not cover (specification §11.5); this one does.</para>
/// <para>A contrast with se = 0 is dropped where Δ̂ = 0 and makes the family <c>boundary_estimate</c> where Δ̂ ≠ 0.
/// Deviations at the level of rounding count as se = 0.</para>
/// <para>Source: Westfall and Young, 1993; specification §11.5.</para>
/// </remarks>
public static class MaxT
{
    // A standard error this small against the values it is computed from is rounding noise, not variation.
    private const double RoundingShare = 1e-14;

    /// <summary>Makes simultaneous intervals and p-values.</summary>
    /// <param name="estimates">Δ̂, shape [Q].</param>
    /// <param name="replicates">Δ*, one array of B a contrast, NaN where undefined, shape [Q][B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <param name="maxUndefinedShare">The largest share of undefined replicates to accept.</param>
    /// <returns>The family.</returns>
    /// <exception cref="ArgumentException">Estimates and replicates differ in number, or replicates in
    /// length.</exception>
    public static MaxTFamily Of(
        ReadOnlySpan<double> estimates,
        IReadOnlyList<double[]> replicates,
        double level,
        double maxUndefinedShare = 0.05)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        CheckShapes(estimates.Length, replicates);
        Contrast[] contrasts = [.. replicates.Select(series => new Contrast(series, null))];
        return Judge(estimates, contrasts, replicates, level, maxUndefinedShare);
    }

    /// <summary>Makes simultaneous intervals and p-values for all differences between two groups.</summary>
    /// <remarks>The pairs are (0, 1), (0, 2), …, (1, 2), …; each contrast is first − second, streamed from the
    /// replicates of the groups, so that nothing of the size of pairs × B is stored. O(K² B).</remarks>
    /// <param name="estimates">m̂ of the groups, shape [K].</param>
    /// <param name="replicates">m* of the groups, one array of B each, NaN where undefined, shape [K][B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <param name="maxUndefinedShare">The largest share of undefined replicates to accept.</param>
    /// <returns>The family of K(K − 1)/2 contrasts; <see cref="MaxTFamily.Gap"/> is the interval of max −
    /// min.</returns>
    /// <exception cref="ArgumentException">Estimates and replicates differ in number, or replicates in
    /// length.</exception>
    public static MaxTFamily OfPairs(
        ReadOnlySpan<double> estimates,
        IReadOnlyList<double[]> replicates,
        double level,
        double maxUndefinedShare = 0.05)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        CheckShapes(estimates.Length, replicates);
        int k = estimates.Length;
        double[] differences = new double[k * (k - 1) / 2];
        Contrast[] contrasts = new Contrast[differences.Length];
        for (int a = 0, q = 0; a < k; a++)
        {
            for (int b = a + 1; b < k; b++, q++)
            {
                differences[q] = estimates[a] - estimates[b];
                contrasts[q] = new Contrast(replicates[a], replicates[b]);
            }
        }

        return Judge(differences, contrasts, replicates, level, maxUndefinedShare);
    }

    /// <summary>The same on the scale of ratios: contrasts are differences of ln m.</summary>
    /// <remarks>A replicate of 0 or below has no logarithm and counts as undefined. Intervals of the family are on the
    /// log scale; <see cref="MaxTFamily.Ratio"/> is the interval of min/max.</remarks>
    /// <param name="estimates">m̂ of the groups, shape [K].</param>
    /// <param name="replicates">m* of the groups, one array of B each, NaN where undefined, shape [K][B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <param name="maxUndefinedShare">The largest share of undefined replicates to accept.</param>
    /// <returns>The family; undefined with <c>boundary_estimate</c> where an estimate is not positive.</returns>
    /// <exception cref="ArgumentException">Estimates and replicates differ in number, or replicates in
    /// length.</exception>
    public static MaxTFamily OfLogPairs(
        ReadOnlySpan<double> estimates,
        IReadOnlyList<double[]> replicates,
        double level,
        double maxUndefinedShare = 0.05)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        CheckShapes(estimates.Length, replicates);
        double[] logs = [.. estimates.ToArray().Select(LogOrNaN)];
        double[][] series = [.. replicates.Select(values => Array.ConvertAll(values, LogOrNaN))];
        return Array.Exists(logs, double.IsNaN)
            ? MaxTFamily.Without(
                [.. Enumerable.Repeat(double.NaN, logs.Length * (logs.Length - 1) / 2)],
                UndefinedShare(Used(series)),
                UndefinedReason.BoundaryEstimate)
            : OfPairs(logs, series, level, maxUndefinedShare);
    }

    private static MaxTFamily Judge(
        ReadOnlySpan<double> estimates,
        Contrast[] contrasts,
        IReadOnlyList<double[]> series,
        double level,
        double maxUndefinedShare)
    {
        int[] used = Used(series);
        double undefinedShare = UndefinedShare(used);
        int defined = used.Length - used.Count(index => index < 0);
        double[] errors = [.. contrasts.Select(contrast => StandardError(contrast, used, defined))];
        if (contrasts.Length == 0 || defined < 2 || undefinedShare > maxUndefinedShare)
        {
            return MaxTFamily.Without(errors, undefinedShare, UndefinedReason.UnstableResamples);
        }

        double[] maxima = new double[defined];
        for (int q = 0; q < contrasts.Length; q++)
        {
            if (errors[q] > 0)
            {
                Raise(maxima, contrasts[q], used, estimates[q], errors[q]);
            }
            else if (estimates[q] != 0)
            {
                return MaxTFamily.Without(errors, undefinedShare, UndefinedReason.BoundaryEstimate);
            }
        }

        Array.Sort(maxima);
        double critical = Quantile.OfSorted(maxima, level);
        Interval[] intervals = new Interval[contrasts.Length];
        double[] p = new double[contrasts.Length];
        for (int q = 0; q < contrasts.Length; q++)
        {
            intervals[q] = new Interval(estimates[q] - (critical * errors[q]), estimates[q] + (critical * errors[q]));
            p[q] = errors[q] == 0
                ? 1
                : (1.0 + CountNotBelow(maxima, Math.Abs(estimates[q]) / errors[q])) / (defined + 1.0);
        }

        return new MaxTFamily(critical, errors, intervals, p, undefinedShare, null);
    }

    /// <summary>For every replicate its place among those where all series are defined, or −1.</summary>
    private static int[] Used(IReadOnlyList<double[]> series)
    {
        int[] used = new int[series.Count == 0 ? 0 : series[0].Length];
        foreach (double[] values in series)
        {
            for (int b = 0; b < used.Length; b++)
            {
                used[b] |= double.IsNaN(values[b]) ? -1 : 0;
            }
        }

        int place = 0;
        for (int b = 0; b < used.Length; b++)
        {
            used[b] = used[b] < 0 ? -1 : place++;
        }

        return used;
    }

    private static double UndefinedShare(int[] used) =>
        used.Length == 0 ? 1 : used.Count(index => index < 0) / (double)used.Length;

    private static void Raise(double[] maxima, Contrast contrast, int[] used, double estimate, double error)
    {
        for (int b = 0; b < used.Length; b++)
        {
            if (used[b] >= 0)
            {
                double t = Math.Abs(contrast.At(b) - estimate) / error;
                maxima[used[b]] = t > maxima[used[b]] ? t : maxima[used[b]];
            }
        }
    }

    private static double StandardError(Contrast contrast, int[] used, int defined)
    {
        if (defined < 2)
        {
            return double.NaN;
        }

        double sum = 0;
        double largest = 0;
        for (int b = 0; b < used.Length; b++)
        {
            if (used[b] >= 0)
            {
                sum += contrast.At(b);
                largest = Math.Max(largest, contrast.Magnitude(b));
            }
        }

        double mean = sum / defined;
        double squares = 0;
        double rest = 0;
        for (int b = 0; b < used.Length; b++)
        {
            if (used[b] >= 0)
            {
                double d = contrast.At(b) - mean;
                squares += d * d;
                rest += d;
            }
        }

        double error = Math.Sqrt(Math.Max(0, (squares - (rest * rest / defined)) / (defined - 1)));
        return error <= RoundingShare * largest ? 0 : error;
    }

    private static int CountNotBelow(double[] sorted, double value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return sorted.Length - low;
    }

    private static double LogOrNaN(double value) => value > 0 ? Math.Log(value) : double.NaN;

    private static void CheckShapes(int count, IReadOnlyList<double[]> replicates)
    {
        if (replicates.Count != count || replicates.Any(series => series.Length != replicates[0].Length))
        {
            throw new ArgumentException(
                $"There are {count} estimates and {replicates.Count} series of replicates; "
                + "expected one series of one length for each.",
                nameof(replicates));
        }
    }

    /// <summary>One contrast, computed where it is read.</summary>
    private readonly record struct Contrast(double[] First, double[]? Second)
    {
        internal double At(int b) => Second is null ? First[b] : First[b] - Second[b];

        internal double Magnitude(int b) =>
            Second is null ? Math.Abs(First[b]) : Math.Max(Math.Abs(First[b]), Math.Abs(Second[b]));
    }
}
