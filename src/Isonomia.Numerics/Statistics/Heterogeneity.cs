namespace Isonomia.Numerics;

/// <summary>How much group values differ beyond their sampling noise: DerSimonian–Laird, shrinkage, corrected
/// gaps.</summary>
/// <param name="Mean">The inverse-variance mean μ.</param>
/// <param name="Q">Cochran's Q.</param>
/// <param name="P">The p-value of Q under no difference (χ² with K − 1 degrees of freedom).</param>
/// <param name="TauSquared">The between-group variance τ² of DerSimonian and Laird, at least 0.</param>
/// <param name="ISquared">The share of variation beyond noise, in [0, 1].</param>
/// <param name="BetweenVariance">var(m) − mean(v): Lum, Zhang and Bower 2022, may be negative.</param>
/// <param name="Shrunk">m̂ = μ + τ²/(τ² + v)(m − μ), shape [K].</param>
/// <remarks>Sources: DerSimonian and Laird 1986; Lum, Zhang and Bower, FAccT 2022; specification §9 and
/// §11.6.</remarks>
public sealed record Heterogeneity(
    double Mean,
    double Q,
    double P,
    double TauSquared,
    double ISquared,
    double BetweenVariance,
    IReadOnlyList<double> Shrunk)
{
    /// <summary>The gap max − min of the shrunken values: near 0 under no difference, conservative under a real
    /// one.</summary>
    public double ShrunkGap => Shrunk.Max() - Shrunk.Min();

    /// <summary>Estimates heterogeneity.</summary>
    /// <param name="estimates">The group values, shape [K], K ≥ 2.</param>
    /// <param name="variances">Their sampling variances &gt; 0, shape [K].</param>
    /// <returns>The estimate; null where a variance is not positive or there are fewer than two groups.</returns>
    public static Heterogeneity? Of(ReadOnlySpan<double> estimates, ReadOnlySpan<double> variances)
    {
        int k = estimates.Length;
        double sumW = 0;
        double sumW2 = 0;
        double sumWm = 0;
        for (int i = 0; i < k; i++)
        {
            if (!(variances[i] > 0))
            {
                return null;
            }

            double w = 1 / variances[i];
            sumW += w;
            sumW2 += w * w;
            sumWm += w * estimates[i];
        }

        if (k < 2)
        {
            return null;
        }

        double mean = sumWm / sumW;
        double q = 0;
        for (int i = 0; i < k; i++)
        {
            q += (estimates[i] - mean) * (estimates[i] - mean) / variances[i];
        }

        double tau2 = Math.Max(0, (q - (k - 1)) / (sumW - (sumW2 / sumW)));
        double[] shrunk = new double[k];
        for (int i = 0; i < k; i++)
        {
            shrunk[i] = mean + (tau2 / (tau2 + variances[i]) * (estimates[i] - mean));
        }

        return new Heterogeneity(
            mean,
            q,
            MathNet.Numerics.SpecialFunctions.GammaUpperRegularized((k - 1) / 2.0, q / 2),
            tau2,
            q > 0 ? Math.Max(0, (q - (k - 1)) / q) : 0,
            Moments.Variance(estimates) - Moments.Mean(variances),
            shrunk);
    }
}
