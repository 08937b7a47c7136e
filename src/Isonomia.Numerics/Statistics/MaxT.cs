namespace Isonomia.Numerics;

/// <summary>Simultaneous inference for contrasts from joint bootstrap replicates, by the maximum of the studentised deviations.</summary>
/// <remarks>
/// <para>se_q = sd of Δ*_q; T_b = max_q |Δ*_qb − Δ̂_q| / se_q over replicates where every contrast is defined; c = type-7 (1 − α)
/// quantile of T; Δ̂_q ± c·se_q; p_q = (1 + #{T_b ≥ |Δ̂_q|/se_q}) / (B + 1). For the gap max−min percentile and BCa intervals do
/// not cover (specification §11.5); this one does.</para>
/// <para>A contrast with se = 0 is dropped where Δ̂ = 0 and makes the family <c>boundary_estimate</c> where Δ̂ ≠ 0.</para>
/// <para>Source: Westfall and Young, 1993; specification §11.5.</para>
/// </remarks>
public static class MaxT
{
    /// <summary>Makes simultaneous intervals and p-values.</summary>
    /// <param name="estimates">Δ̂, shape [Q].</param>
    /// <param name="replicates">Δ*, one array of B a contrast, NaN where undefined, shape [Q][B].</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <param name="maxUndefinedShare">The largest share of undefined replicates to accept.</param>
    /// <returns>The family.</returns>
    public static MaxTFamily Of(
        ReadOnlySpan<double> estimates, IReadOnlyList<double[]> replicates, double level, double maxUndefinedShare = 0.05)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        int q = estimates.Length;
        int b = q == 0 ? 0 : replicates[0].Length;
        bool[] isUsed = new bool[b];
        Array.Fill(isUsed, true);
        foreach (double[] series in replicates)
        {
            for (int i = 0; i < b; i++)
            {
                isUsed[i] &= !double.IsNaN(series[i]);
            }
        }

        int used = isUsed.Count(flag => flag);
        double undefinedShare = b == 0 ? 1 : 1 - (used / (double)b);
        double[] errors = [.. replicates.Select(series => StandardError(series, isUsed, used))];
        if (q == 0 || used < 2 || undefinedShare > maxUndefinedShare)
        {
            return MaxTFamily.Without(errors, undefinedShare, UndefinedReason.UnstableResamples);
        }

        double[] maxima = new double[b];
        bool isBoundary = false;
        for (int k = 0; k < q; k++)
        {
            if (errors[k] == 0)
            {
                isBoundary |= estimates[k] != 0;
                continue;
            }

            double[] series = replicates[k];
            for (int i = 0; i < b; i++)
            {
                double t = Math.Abs(series[i] - estimates[k]) / errors[k];
                maxima[i] = t > maxima[i] ? t : maxima[i];
            }
        }

        if (isBoundary)
        {
            return MaxTFamily.Without(errors, undefinedShare, UndefinedReason.BoundaryEstimate);
        }

        double[] sorted = new double[used];
        for (int i = 0, n = 0; i < b; i++)
        {
            if (isUsed[i])
            {
                sorted[n++] = maxima[i];
            }
        }

        Array.Sort(sorted);
        double critical = Quantile.OfSorted(sorted, level);
        Interval[] intervals = new Interval[q];
        double[] p = new double[q];
        for (int k = 0; k < q; k++)
        {
            intervals[k] = new Interval(estimates[k] - (critical * errors[k]), estimates[k] + (critical * errors[k]));
            p[k] = errors[k] == 0 ? 1 : (1.0 + CountNotBelow(sorted, Math.Abs(estimates[k]) / errors[k])) / (used + 1.0);
        }

        return new MaxTFamily(critical, errors, intervals, p, undefinedShare, null);
    }

    private static double StandardError(double[] series, bool[] isUsed, int used)
    {
        double[] values = new double[used];
        for (int i = 0, n = 0; i < series.Length; i++)
        {
            if (isUsed[i])
            {
                values[n++] = series[i];
            }
        }

        return used < 2 ? double.NaN : Math.Sqrt(Math.Max(0, Moments.Variance(values)));
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
}
