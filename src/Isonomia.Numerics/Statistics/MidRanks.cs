namespace Isonomia.Numerics;

/// <summary>Ranks from 1 upwards; tied values share the mean of their ranks.</summary>
public static class MidRanks
{
    /// <summary>Ranks values.</summary>
    /// <param name="values">The values, without NaN, shape [n].</param>
    /// <returns>The ranks, shape [n].</returns>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        int[] order = SortOrder.Ascending(values);
        double[] ranks = new double[values.Length];
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
