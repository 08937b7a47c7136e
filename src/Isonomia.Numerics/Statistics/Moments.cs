namespace Isonomia.Numerics;

/// <summary>Means and variances, summed in order with Neumaier's compensation.</summary>
public static class Moments
{
    /// <summary>Sums values with compensation.</summary>
    /// <param name="values">The values, shape [n].</param>
    /// <returns>The sum, accurate to the last bits whatever the order of magnitude.</returns>
    public static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        double lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? (sum - next) + value : (value - next) + sum;
            sum = next;
        }

        return sum + lost;
    }

    /// <summary>The mean.</summary>
    /// <param name="values">At least one value, shape [n].</param>
    /// <returns>The mean; NaN for no values.</returns>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>The variance.</summary>
    /// <param name="values">More values than <paramref name="lostDegrees"/>, shape [n].</param>
    /// <param name="lostDegrees">1 for the sample variance, 0 for the population variance.</param>
    /// <returns>The variance by two passes; NaN for too few values.</returns>
    public static double Variance(ReadOnlySpan<double> values, int lostDegrees = 1)
    {
        double mean = Mean(values);
        double sum = 0;
        double rest = 0;
        foreach (double value in values)
        {
            double d = value - mean;
            sum += d * d;
            rest += d;
        }

        return (sum - (rest * rest / values.Length)) / (values.Length - lostDegrees);
    }
}
