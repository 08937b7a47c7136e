using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Quantiles, ranks and sums.</summary>
public sealed class QuantileTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 3.7)]
    [InlineData(1, 4)]
    public void Type_7_of_1_2_3_4(double probability, double expected) =>
        Assert.Equal(expected, Quantile.Of([4, 1, 3, 2], probability).Value, 1e-14);

    [Fact]
    public void Equals_its_definition_and_ignores_order_and_NaN_for_any_values()
    {
        for (int round = 0; round < 200; round++)
        {
            RandomSource random = RandomSource.For(4, "quantile", round);
            double[] values = [.. Enumerable.Range(0, 1 + random.NextInt32(40)).Select(_ => random.NextNormal())];
            double q = random.NextDouble();
            double[] sorted = [.. values.Order()];
            double h = (sorted.Length - 1) * q;
            int below = (int)Math.Floor(h);
            double expected = sorted[below]
                + ((h - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
            Assert.Equal(expected, Quantile.Of([.. values.Reverse(), double.NaN], q).Value);
        }
    }

    [Fact]
    public void Infinite_values_stay_infinite_and_never_become_NaN()
    {
        double[] sorted = [double.NegativeInfinity, 0, 1, double.PositiveInfinity, double.PositiveInfinity];
        Assert.Equal(double.NegativeInfinity, Quantile.OfSorted(sorted, 0.1));
        Assert.Equal(1, Quantile.OfSorted(sorted, 0.5));
        Assert.Equal(double.PositiveInfinity, Quantile.OfSorted(sorted, 0.6));
        Assert.Equal(double.PositiveInfinity, Quantile.OfSorted(sorted, 0.9));
    }

    [Fact]
    public void No_value_has_no_quantile() =>
        Assert.Equal(UndefinedReason.TooFewRows, Quantile.Of([double.NaN], 0.5).Reason);

    [Fact]
    public void Ties_share_the_mean_of_their_ranks() => Assert.Equal([2.5, 1, 4, 2.5], MidRanks.Of([3, -1, 9, 3]));

    [Fact]
    public void Ranks_add_up_whatever_the_ties()
    {
        RandomSource random = new(9);
        double[] values = [.. Enumerable.Range(0, 101).Select(_ => (double)random.NextInt32(7))];
        Assert.Equal(101 * 102 / 2, MidRanks.Of(values).Sum());
    }

    [Fact]
    public void Sums_keep_what_plain_addition_loses()
    {
        Assert.Equal(2, Moments.Sum([1, 1e100, 1, -1e100]));
        Assert.Equal(1.25, Moments.Variance([1, 2, 3, 4], 0), 1e-15);
        Assert.Equal(5 / 3.0, Moments.Variance([1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4]), 1e-12);
    }
}
