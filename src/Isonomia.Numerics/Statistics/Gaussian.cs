using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Isonomia.Numerics;

/// <summary>The standard normal distribution.</summary>
public static class Gaussian
{
    /// <summary>P(Z ≤ z).</summary>
    /// <param name="z">Any number.</param>
    /// <returns>A probability, accurate in both tails.</returns>
    public static double Cdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    /// <summary>The density.</summary>
    /// <param name="z">Any number.</param>
    /// <returns>φ(z).</returns>
    public static double Density(double z) => Math.Exp(-0.5 * z * z) / Constants.Sqrt2Pi;

    /// <summary>The z with P(Z ≤ z) = <paramref name="probability"/>.</summary>
    /// <param name="probability">A probability in [0, 1].</param>
    /// <returns>The quantile; ±∞ at the ends.</returns>
    public static double Quantile(double probability) => Normal.InvCDF(0, 1, probability);

    /// <summary>The two-sided p-value of a z statistic.</summary>
    /// <param name="z">The statistic.</param>
    /// <returns>2·P(Z ≥ |z|).</returns>
    public static double TwoSidedP(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    /// <summary>The critical value of a two-sided interval.</summary>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>z with P(|Z| ≤ z) = level, for example 1.96.</returns>
    public static double Critical(double level) => Quantile(0.5 + (level / 2));
}
