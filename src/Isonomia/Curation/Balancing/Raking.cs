using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>Weights that bring several margins to wanted shares at once: iterative proportional fitting.</summary>
/// <remarks>Source: Deming and Stephan, Annals of Mathematical Statistics 11(4), 1940; curation specification
/// §6.</remarks>
public static class Raking
{
    private const double Tolerance = 1e-6;
    private const int MaxRounds = 1_000;

    /// <summary>Fits weights.</summary>
    /// <param name="weights">The weights to begin with, shape [n]; 0 stays 0.</param>
    /// <param name="margins">The groupings; a sample without a value keeps its weight in that margin.</param>
    /// <param name="shares">The wanted shares of each margin's groups, each summing to 1.</param>
    /// <returns>The weights with the sum they began with, the largest difference of a margin, and the margins that
    /// cannot be met because a group with a wanted share has no weight.</returns>
    public static (double[] Weights, double Difference, IReadOnlyList<string> Unmet) Fit(
        IReadOnlyList<double> weights, IReadOnlyList<Grouping> margins, IReadOnlyList<IReadOnlyList<double>> shares)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(margins);
        ArgumentNullException.ThrowIfNull(shares);
        double[] fitted = [.. weights];
        HashSet<string> unmet = [];
        double difference = double.PositiveInfinity;
        for (int round = 0; round < MaxRounds && difference > Tolerance; round++)
        {
            difference = 0;
            for (int m = 0; m < margins.Count; m++)
            {
                double[] sums = Sums(fitted, margins[m]);
                double total = sums.Sum();
                double reachable = shares[m].Where((_, group) => sums[group] > 0).Sum();
                double[] factors = new double[sums.Length];
                for (int group = 0; group < sums.Length; group++)
                {
                    if (sums[group] > 0)
                    {
                        double wanted = shares[m][group] / reachable;
                        difference = Math.Max(difference, Math.Abs((sums[group] / total) - wanted));
                        factors[group] = wanted * total / sums[group];
                    }
                    else if (shares[m][group] > 0)
                    {
                        unmet.Add($"{margins[m].Attribute} {margins[m].Groups[group]}");
                    }
                }

                for (int i = 0; i < fitted.Length; i++)
                {
                    fitted[i] *= margins[m].Codes[i] < 0 ? 1 : factors[margins[m].Codes[i]];
                }
            }
        }

        double scale = weights.Sum() / fitted.Sum();
        return (Array.ConvertAll(fitted, weight => weight * scale), difference,
            [.. unmet.Order(StringComparer.Ordinal)]);
    }

    private static double[] Sums(double[] weights, Grouping margin)
    {
        double[] sums = new double[margin.Groups.Count];
        for (int i = 0; i < weights.Length; i++)
        {
            if (margin.Codes[i] >= 0)
            {
                sums[margin.Codes[i]] += weights[i];
            }
        }

        return sums;
    }
}
