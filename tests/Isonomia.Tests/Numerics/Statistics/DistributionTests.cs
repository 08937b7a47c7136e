using Isonomia.Numerics;
using MathNet.Numerics.Distributions;

namespace Isonomia.Tests;

/// <summary>The distributions that intervals and p-values rest on, against printed tables and their own
/// inverse.</summary>
public sealed class DistributionTests
{
    /// <summary>Abramowitz and Stegun, tables 26.1 and 26.5, and R's qnorm to 15 digits.</summary>
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.995, 2.575829303548901)]
    [InlineData(0.8, 0.841621233572914)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Normal_quantiles_are_exact(double p, double z)
    {
        Assert.Equal(z, Gaussian.Quantile(p), 1e-12);
        Assert.Equal(1, Gaussian.Cdf(z) / p, 1e-11);
    }

    [Fact]
    public void Normal_quantile_and_distribution_are_inverse_in_both_tails()
    {
        for (double z = -8; z <= 8; z += 0.125)
        {
            Assert.Equal(
                1, Gaussian.Cdf(Gaussian.Quantile(Gaussian.Cdf(-Math.Abs(z)))) / Gaussian.Cdf(-Math.Abs(z)), 1e-11);
            Assert.Equal(1, Gaussian.Cdf(z) + Gaussian.Cdf(-z), 1e-15);
        }
    }

    [Fact]
    public void Beta_quantiles_return_their_probability()
    {
        foreach ((double a, double b) in ((double, double)[])[(0.5, 10.5), (1, 500), (45, 16), (20_000.5, 5_000.5)])
        {
            foreach (double p in (double[])[0.005, 0.025, 0.5, 0.975])
            {
                double x = Beta.InvCDF(a, b, p);
                Assert.Equal(p, Beta.CDF(a, b, x), 1e-7);
                double slope = Beta.PDF(a, b, x);
                Assert.True(Math.Abs(Beta.CDF(a, b, x) - p) / slope < 1e-10, $"Beta({a}, {b}) at {p}");
            }
        }
    }

    [Fact]
    public void T_with_one_degree_is_Cauchy() =>
        Assert.Equal(0.5 + (Math.Atan(3) / Math.PI), StudentT.CDF(0, 1, 1, 3), 1e-13);
}
