namespace Isonomia.Numerics;

/// <summary>A mean or rate as the ratio of two sums over units, with the variance that respects that rows of a unit belong together.</summary>
/// <remarks>
/// <para>m = Σa/Σb over the units of a group, v = I/(I−1)·Σ(a − m·b)²/(Σb)². With one row a unit (b = 1) this is the
/// sample variance over n; with several it is the cluster (ratio) estimator.</para>
/// <para>Source: Cochran, Sampling Techniques, 1977, §6.3; specification §11.7.</para>
/// </remarks>
public static class RatioOfSums
{
    /// <summary>The largest studentised difference |m_a − m_b|/√(v_a + v_b) over all pairs of groups.</summary>
    /// <param name="numerators">a, for every unit, shape [I].</param>
    /// <param name="denominators">b ≥ 0, for every unit, shape [I].</param>
    /// <param name="groups">The group of every unit, in [0, K), shape [I].</param>
    /// <param name="groupCount">K.</param>
    /// <returns>The statistic; 0 for a zero difference with zero error, ∞ for another difference with zero error, NaN where fewer
    /// than two groups have a denominator.</returns>
    public static double LargestStudentizedDifference(
        ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators, ReadOnlySpan<int> groups, int groupCount)
    {
        Span<double> sums = groupCount <= 64 ? stackalloc double[groupCount * 5] : new double[groupCount * 5];
        sums.Clear();
        for (int i = 0; i < groups.Length; i++)
        {
            if (denominators[i] > 0)
            {
                Span<double> s = sums.Slice(groups[i] * 5, 5);
                s[0] += numerators[i];
                s[1] += denominators[i];
                s[2] += numerators[i] * numerators[i];
                s[3] += numerators[i] * denominators[i];
                s[4] += denominators[i] * denominators[i];
            }
        }

        return LargestOf(sums, groups, denominators, groupCount);
    }

    private static double LargestOf(Span<double> sums, ReadOnlySpan<int> groups, ReadOnlySpan<double> denominators, int groupCount)
    {
        Span<int> counts = groupCount <= 64 ? stackalloc int[groupCount] : new int[groupCount];
        counts.Clear();
        for (int i = 0; i < groups.Length; i++)
        {
            counts[groups[i]] += denominators[i] > 0 ? 1 : 0;
        }

        double largest = double.NaN;
        for (int a = 0; a < groupCount; a++)
        {
            for (int b = a + 1; b < groupCount; b++)
            {
                if (counts[a] == 0 || counts[b] == 0)
                {
                    continue;
                }

                Span<double> x = sums.Slice(a * 5, 5);
                Span<double> y = sums.Slice(b * 5, 5);
                double difference = Math.Abs((x[0] / x[1]) - (y[0] / y[1]));
                double error = Math.Sqrt(Variance(x, counts[a]) + Variance(y, counts[b]));
                double t = difference < 1e-14 ? 0 : error > 0 ? difference / error : double.PositiveInfinity;
                largest = double.IsNaN(largest) || t > largest ? t : largest;
            }
        }

        return largest;
    }

    private static double Variance(Span<double> s, int count)
    {
        if (count < 2)
        {
            return 0;
        }

        double m = s[0] / s[1];
        double squares = Math.Max(0, s[2] - (2 * m * s[3]) + (m * m * s[4]));
        squares = squares < 1e-13 * s[2] ? 0 : squares;
        return count / (count - 1.0) * squares / (s[1] * s[1]);
    }
}
