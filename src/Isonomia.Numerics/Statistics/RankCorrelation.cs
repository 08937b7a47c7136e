namespace Isonomia.Numerics;

/// <summary>Agreement of two orders: Kendall's τ_b and Spearman's ρ.</summary>
/// <remarks>Sources: Kendall, Biometrika 33, 1945 (τ_b); Spearman 1904; Knight, JASA 61, 1966 (τ in O(n log
/// n)).</remarks>
public static class RankCorrelation
{
    /// <summary>Kendall's τ_b: concordant minus discordant pairs over √((pairs − ties in x)(pairs − ties in
    /// y)).</summary>
    /// <param name="first">Values without NaN, shape [n].</param>
    /// <param name="second">Values without NaN, shape [n].</param>
    /// <returns>A value in [−1, 1]; undefined: <c>too_few_rows</c> below two rows, <c>zero_variance</c> where one side
    /// is constant.</returns>
    /// <exception cref="ArgumentException">The spans differ in length or hold a NaN.</exception>
    public static Statistic KendallTauB(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        CheckLengths(first, second);
        int n = first.Length;
        if (n < 2)
        {
            return UndefinedReason.TooFewRows;
        }

        // Order by x, then by y; ranks stand for the values, so that ties compare exactly.
        double[] x = MidRanks.Of(first);
        double[] y = MidRanks.Of(second);
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => x[i]).ThenBy(i => y[i])];
        long both = 0;
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && x[order[end]] == x[order[start]] && y[order[end]] == y[order[start]])
            {
                end++;
            }

            both += Pairs(end - start);
            start = end;
        }

        long pairs = Pairs(n);
        long freeX = pairs - TiedPairs(x);
        long freeY = pairs - TiedPairs(y);
        if (freeX == 0 || freeY == 0)
        {
            return UndefinedReason.ZeroVariance;
        }

        double[] sequence = [.. order.Select(i => y[i])];
        long discordant = SortAndCountInversions(sequence, new double[n], 0, n);
        long difference = freeX - (pairs - freeY) + both - (2 * discordant);
        return Math.Clamp(difference / (Math.Sqrt(freeX) * Math.Sqrt(freeY)), -1, 1);
    }

    /// <summary>Spearman's ρ: the correlation of the mid-ranks.</summary>
    /// <param name="first">Values without NaN, shape [n].</param>
    /// <param name="second">Values without NaN, shape [n].</param>
    /// <returns>A value in [−1, 1]; undefined: <c>too_few_rows</c> below two rows, <c>zero_variance</c> where one side
    /// is constant.</returns>
    /// <exception cref="ArgumentException">The spans differ in length or hold a NaN.</exception>
    public static Statistic Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        CheckLengths(first, second);
        int n = first.Length;
        if (n < 2)
        {
            return UndefinedReason.TooFewRows;
        }

        double[] x = MidRanks.Of(first);
        double[] y = MidRanks.Of(second);
        double middle = (n + 1) / 2.0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < n; i++)
        {
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
            xy += (x[i] - middle) * (y[i] - middle);
        }

        return xx == 0 || yy == 0
            ? UndefinedReason.ZeroVariance
            : Math.Clamp(xy / (Math.Sqrt(xx) * Math.Sqrt(yy)), -1, 1);
    }

    private static long Pairs(long n) => n * (n - 1) / 2;

    private static long TiedPairs(double[] ranks) => ranks.GroupBy(rank => rank).Sum(block => Pairs(block.Count()));

    /// <summary>Merge sort that counts the pairs that stand in the wrong order.</summary>
    private static long SortAndCountInversions(double[] values, double[] buffer, int start, int end)
    {
        if (end - start < 2)
        {
            return 0;
        }

        int middle = (start + end) / 2;
        long count = SortAndCountInversions(values, buffer, start, middle)
            + SortAndCountInversions(values, buffer, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++)
        {
            bool takesLeft = right == end || (left < middle && values[left] <= values[right]);
            count += takesLeft ? 0 : middle - left;
            buffer[i] = takesLeft ? values[left++] : values[right++];
        }

        Array.Copy(buffer, start, values, start, end - start);
        return count;
    }

    private static void CheckLengths(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException(
                $"There are {first.Length} first and {second.Length} second values; expected as many of each.",
                nameof(second));
        }
    }
}
