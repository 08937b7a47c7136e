using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ProportionIntervalTests
{
    [SkippableFact]
    public void Matches_statsmodels_and_R()
    {
        var oracle = OracleFile.Open("fairness/proportions_power.json");
        int compared = 0;
        foreach (JsonElement entry in oracle.Cases.Where(c => c.GetProperty("inputs").TryGetProperty("k", out _)))
        {
            double k = entry.GetProperty("inputs").Number("k");
            double n = entry.GetProperty("inputs").Number("n");
            JsonElement expected = entry.GetProperty("expected");
            if (n == 0)
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => ProportionInterval.Wilson(k, n));
                continue;
            }

            Compare(expected, "wilson_95", ProportionInterval.Wilson(k, n));
            Compare(expected, "clopper_pearson_95", ProportionInterval.ClopperPearson(k, n));
            Compare(expected, "jeffreys_95", ProportionInterval.Jeffreys(k, n));
            Compare(expected, "agresti_coull_95", ProportionInterval.AgrestiCoull(k, n));
            Compare(expected, "wald_95", ProportionInterval.Wald(k, n));
            compared++;
        }

        Assert.True(compared >= 5);
    }

    [Fact]
    public void Wilson_of_0_in_10_is_the_published_interval()
    {
        Interval interval = ProportionInterval.Wilson(0, 10);
        Assert.Equal(0, interval.Low);
        Assert.Equal(0.27753, interval.High, 5);
    }

    [Theory]
    [InlineData(20, 0.3)]
    [InlineData(50, 0.1)]
    [InlineData(100, 0.8)]
    public void Clopper_Pearson_covers_at_least_as_often_as_it_says_and_Wilson_nearly(int n, double p)
    {
        double exact = 0;
        double wilson = 0;
        for (int k = 0; k <= n; k++)
        {
            double mass = MathNet.Numerics.Distributions.Binomial.PMF(p, n, k);
            exact += ProportionInterval.ClopperPearson(k, n).Contains(p) ? mass : 0;
            wilson += ProportionInterval.Wilson(k, n).Contains(p) ? mass : 0;
        }

        Assert.True(exact >= 0.95);
        Assert.InRange(wilson, 0.92, 0.99);
    }

    private static void Compare(JsonElement expected, string name, Interval actual)
    {
        double[] ends = expected.Numbers(name);
        Assert.Equal(ends[0], actual.Low, 1e-9);
        Assert.Equal(ends[1], actual.High, 1e-9);
    }
}
