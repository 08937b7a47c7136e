namespace Isonomia.Fairness;

/// <summary>The type-7 quantile of weighted values.</summary>
/// <remarks>
/// <para>Whole weights are multiplicities: a value of weight 2 is two equal values, so that a resample needs no
/// copies. Other
/// weights are first scaled to sum to the number of values with a positive weight, so that their unit does not
/// matter.</para>
/// <para>Source: Hyndman and Fan, The American Statistician 50 (1996), 361–365, definition 7 (specification §20, A5);
/// for
/// weights the form of Hmisc <c>wtd.quantile</c>.</para>
/// </remarks>
internal static class WeightedQuantile
{
    /// <summary>Sorts copies of the values and reads the quantile.</summary>
    /// <param name="values">The values, not NaN, shape [n].</param>
    /// <param name="weights">The weights ≥ 0 with a positive sum, shape [n].</param>
    /// <param name="level">The level, in [0, 1].</param>
    /// <returns>The quantile.</returns>
    internal static double Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double level)
    {
        double[] sorted = values.ToArray();
        double[] multiplicities = weights.ToArray();
        Array.Sort(sorted, multiplicities);
        (double total, double scale) = Total(multiplicities);
        double position = Math.Max((total - 1) * level, 0);
        double below = Math.Floor(position);
        double low = At(sorted, multiplicities, scale, below);
        double fraction = position - below;
        return fraction == 0
            ? low
            : low + (fraction * (At(sorted, multiplicities, scale, below + 1) - low));
    }

    private static (double Total, double Scale) Total(double[] weights)
    {
        CompensatedSum sum = default;
        int used = 0;
        bool areWhole = true;
        foreach (double weight in weights)
        {
            sum.Add(weight);
            used += weight > 0 ? 1 : 0;
            areWhole &= weight == Math.Floor(weight);
        }

        return areWhole ? (sum.Value, 1) : (used, used / sum.Value);
    }

    private static double At(double[] sorted, double[] weights, double scale, double rank)
    {
        CompensatedSum below = default;
        int last = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (weights[i] > 0)
            {
                last = i;
                below.Add(weights[i] * scale);
                if (below.Value > rank)
                {
                    return sorted[i];
                }
            }
        }

        return sorted[last];
    }
}
