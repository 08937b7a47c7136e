namespace Isonomia.Numerics;

/// <summary>P-values adjusted for a family of tests; a p-value that is NaN (no test was made) does not count and stays
/// NaN.</summary>
/// <remarks>Sources: Holm 1979; Hochberg 1988; Hommel 1988; Benjamini and Hochberg 1995; Benjamini and Yekutieli 2001;
/// specification §9. The same numbers as R's p.adjust.</remarks>
public static class Multiplicity
{
    /// <summary>Bonferroni: m·p.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] Bonferroni(ReadOnlySpan<double> p) =>
        Adjust(p, static sorted => [.. sorted.Select(value => sorted.Length * value)]);

    /// <summary>Holm: strong control of the family-wise error under any dependence.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] Holm(ReadOnlySpan<double> p) => Adjust(p, static sorted =>
    {
        double[] adjusted = new double[sorted.Length];
        double running = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            adjusted[i] = running = Math.Max(running, (sorted.Length - i) * sorted[i]);
        }

        return adjusted;
    });

    /// <summary>Hochberg: valid for independent or positively dependent tests.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] Hochberg(ReadOnlySpan<double> p) =>
        Adjust(p, static sorted => StepUp(sorted, i => sorted.Length - i));

    /// <summary>Benjamini–Hochberg: the false discovery rate of independent or positively dependent tests.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> p) =>
        Adjust(p, static sorted => StepUp(sorted, i => sorted.Length / (i + 1.0)));

    /// <summary>Benjamini–Yekutieli: the false discovery rate under any dependence.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] BenjaminiYekutieli(ReadOnlySpan<double> p) => Adjust(p, static sorted =>
    {
        double harmonic = Enumerable.Range(1, sorted.Length).Sum(k => 1.0 / k);
        return StepUp(sorted, i => harmonic * sorted.Length / (i + 1.0));
    });

    /// <summary>Hommel: a little stronger than Hochberg under the same conditions.</summary>
    /// <param name="p">P-values in [0, 1] or NaN, shape [m].</param>
    /// <returns>Adjusted p-values, shape [m].</returns>
    public static double[] Hommel(ReadOnlySpan<double> p) => Adjust(p, static sorted =>
    {
        int n = sorted.Length;
        double lowest = Enumerable.Range(0, n).Min(i => n * sorted[i] / (i + 1));
        double[] adjusted = [.. Enumerable.Repeat(lowest, n)];
        double[] candidate = [.. adjusted];
        for (int m = n - 1; m >= 2; m--)
        {
            double tail = Enumerable.Range(0, m - 1).Min(j => m * sorted[n - m + 1 + j] / (j + 2));
            for (int i = 0; i <= n - m; i++)
            {
                candidate[i] = Math.Min(m * sorted[i], tail);
            }

            for (int i = n - m + 1; i < n; i++)
            {
                candidate[i] = candidate[n - m];
            }

            for (int i = 0; i < n; i++)
            {
                adjusted[i] = Math.Max(adjusted[i], candidate[i]);
            }
        }

        return [.. adjusted.Zip(sorted, Math.Max)];
    });

    private static double[] StepUp(double[] sorted, Func<int, double> factor)
    {
        double[] adjusted = new double[sorted.Length];
        double running = 1;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            adjusted[i] = running = Math.Min(running, factor(i) * sorted[i]);
        }

        return adjusted;
    }

    private static double[] Adjust(ReadOnlySpan<double> p, Func<double[], double[]> rule)
    {
        double[] result = p.ToArray();
        int[] tested =
            [.. Enumerable.Range(0, result.Length).Where(i => !double.IsNaN(result[i])).OrderBy(i => result[i])];
        if (tested.Length == 0)
        {
            return result;
        }

        double[] adjusted = rule([.. tested.Select(i => result[i])]);
        for (int k = 0; k < tested.Length; k++)
        {
            result[tested[k]] = Math.Min(1, adjusted[k]);
        }

        return result;
    }
}
