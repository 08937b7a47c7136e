using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class SplitMakerTests
{
    private static readonly double[] Shares = [0.7, 0.1, 0.2];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_stratum_has_the_asked_shares_for_any_seed(ulong seed)
    {
        const int Count = 4_000;
        RandomSource random = new(seed);
        string[] units = [.. Enumerable.Range(0, Count).Select(i => $"P{i}")];
        int[] label = [.. units.Select(_ => random.NextDouble() < 0.1 ? 1 : 0)];
        int[] sex = [.. units.Select(_ => random.NextInt32(2))];
        int[] parts = SplitMaker.Run(units, [label, sex], Shares, seed);
        foreach (var stratum in Enumerable.Range(0, Count).GroupBy(row => (label[row], sex[row])))
        {
            for (int part = 0; part < 3; part++)
            {
                int found = stratum.Count(row => parts[row] == part);
                Assert.True(
                    Math.Abs(found - (Shares[part] * stratum.Count())) <= 2,
                    $"{stratum.Key} part {part}: {found} of {stratum.Count()}");
            }
        }
    }

    [Fact]
    public void Strata_of_one_unit_do_not_all_go_to_training()
    {
        string[] units = [.. Enumerable.Range(0, 100).Select(i => $"P{i}")];
        int[] parts = SplitMaker.Run(units, [[.. Enumerable.Range(0, 100)]], Shares, 1);
        Assert.Equal([70, 10, 20], Enumerable.Range(0, 3).Select(part => parts.Count(found => found == part)));
    }

    [Fact]
    public void A_unit_is_in_one_part_and_its_part_does_not_depend_on_the_order_of_rows()
    {
        string[] units = [.. Enumerable.Range(0, 300).Select(i => $"P{i / 3}")];
        int[] label = [.. Enumerable.Range(0, 300).Select(i => i / 3 % 2)];
        int[] parts = SplitMaker.Run(units, [label], Shares, 7);
        Assert.All(Enumerable.Range(0, 300), row => Assert.Equal(parts[row / 3 * 3], parts[row]));
        int[] order = [.. Enumerable.Range(0, 300)];
        new RandomSource(5).Shuffle<int>(order);
        int[] shuffled = SplitMaker.Run(
            [.. order.Select(row => units[row])], [[.. order.Select(row => label[row])]], Shares, 7);
        Assert.Equal(order.Select(row => parts[row]), shuffled);
    }

    [Fact]
    public void Another_seed_divides_otherwise_and_a_share_of_nothing_gets_nothing()
    {
        string[] units = [.. Enumerable.Range(0, 200).Select(i => $"P{i}")];
        int[] level = new int[200];
        Assert.NotEqual(SplitMaker.Run(units, [level], Shares, 1), SplitMaker.Run(units, [level], Shares, 2));
        Assert.DoesNotContain(1, SplitMaker.Run(units, [level], [0.8, 0, 0.2], 1));
    }
}
