using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class SortOrderTests
{
    [Fact]
    public void Agrees_with_a_stable_comparison_sort_for_any_numbers()
    {
        for (int round = 0; round < 200; round++)
        {
            RandomSource random = RandomSource.For(5, "sort", round);
            double[] values = new double[random.NextInt32(300)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextInt32(4) switch
                {
                    0 => random.NextInt32(5) - 2,
                    1 => random.NextNormal() * Math.Pow(10, random.NextInt32(600) - 300),
                    2 => random.NextDouble(),
                    _ => random.NextInt32(2) == 0 ? double.PositiveInfinity : double.NegativeInfinity,
                };
            }

            int[] expected = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
            Assert.Equal(expected, SortOrder.Ascending(values));
        }
    }

    [Fact]
    public void Zero_and_minus_zero_are_equal_and_keep_their_order() =>
        Assert.Equal([3, 0, 1, 2], SortOrder.Ascending([0.0, -0.0, 0.0, -1e-300]));

    [Fact]
    public void A_NaN_is_refused() => Assert.Throws<ArgumentException>(() => SortOrder.Ascending([1, double.NaN]));
}
