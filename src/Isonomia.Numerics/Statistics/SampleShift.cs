namespace Isonomia.Numerics;

/// <summary>How far the law of one number moved between two samples.</summary>
public static class SampleShift
{
    /// <summary>The population stability index over quantile bins of the reference.</summary>
    /// <remarks>Σ (q − p) ln(q/p), p and q the shares of reference and current in each bin, floored at 1e-4; edges are
    /// the type-7 quantiles of the reference, the outer bins are open, a value on an edge lies in the bin above.
    /// Source: Siddiqi, Credit Risk Scorecards, 2006; specification, fairness §16.</remarks>
    /// <param name="reference">The reference values, without NaN, shape [n].</param>
    /// <param name="current">The current values, without NaN, shape [m].</param>
    /// <param name="binCount">Bins, at least 2.</param>
    /// <returns>The index; undefined (<c>empty_group</c>) where a sample is empty.</returns>
    public static Statistic PopulationStability(ReadOnlySpan<double> reference, ReadOnlySpan<double> current,
        int binCount = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 2);
        if (reference.IsEmpty || current.IsEmpty)
        {
            return UndefinedReason.EmptyGroup;
        }

        double[] sorted = Quantile.Sorted(reference);
        double[] edges =
            [.. Enumerable.Range(1, binCount - 1).Select(k => Quantile.OfSorted(sorted, k / (double)binCount))];
        double[] p = Shares(reference, edges);
        double[] q = Shares(current, edges);
        double sum = 0;
        for (int bin = 0; bin < binCount; bin++)
        {
            (double expected, double actual) = (Math.Max(p[bin], 1e-4), Math.Max(q[bin], 1e-4));
            sum += (actual - expected) * Math.Log(actual / expected);
        }

        return sum;
    }

    /// <summary>The energy distance √(2∫(F − G)²) of two samples.</summary>
    /// <remarks>Source: Székely and Rizzo, J. Stat. Planning and Inference 143, 2013; the same number as scipy's
    /// energy_distance.</remarks>
    /// <param name="first">Values without NaN, shape [n].</param>
    /// <param name="second">Values without NaN, shape [m].</param>
    /// <returns>The distance, in the root of the unit of the values; undefined (<c>empty_group</c>) where a sample is
    /// empty.</returns>
    public static Statistic Energy(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.IsEmpty || second.IsEmpty)
        {
            return UndefinedReason.EmptyGroup;
        }

        double[] a = Quantile.Sorted(first);
        double[] b = Quantile.Sorted(second);
        double sum = 0;
        (int i, int j) = (0, 0);
        double last = Math.Min(a[0], b[0]);
        while (i < a.Length || j < b.Length)
        {
            double next = j == b.Length || (i < a.Length && a[i] <= b[j]) ? a[i] : b[j];
            double gap = (i / (double)a.Length) - (j / (double)b.Length);
            sum += gap * gap * (next - last);
            last = next;
            (i, j) = next == (i < a.Length ? a[i] : double.NaN) ? (i + 1, j) : (i, j + 1);
        }

        return Math.Sqrt(2 * sum);
    }

    private static double[] Shares(ReadOnlySpan<double> values, double[] edges)
    {
        double[] shares = new double[edges.Length + 1];
        foreach (double value in values)
        {
            int bin = 0;
            while (bin < edges.Length && value >= edges[bin])
            {
                bin++;
            }

            shares[bin] += 1.0 / values.Length;
        }

        return shares;
    }
}
