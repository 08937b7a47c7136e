using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class MultiplicityTests
{
    [SkippableFact]
    public void Matches_R_p_adjust_for_every_method()
    {
        foreach (JsonElement entry in OracleFile.Open("fairness/multiplicity.json").Cases)
        {
            double[] p = entry.GetProperty("inputs").Numbers("p");
            JsonElement expected = entry.GetProperty("expected");
            Compare(expected.Numbers("bonferroni"), Multiplicity.Bonferroni(p));
            Compare(expected.Numbers("holm"), Multiplicity.Holm(p));
            Compare(expected.Numbers("hochberg"), Multiplicity.Hochberg(p));
            Compare(expected.Numbers("hommel"), Multiplicity.Hommel(p));
            Compare(expected.Numbers("BH"), Multiplicity.BenjaminiHochberg(p));
            Compare(expected.Numbers("BY"), Multiplicity.BenjaminiYekutieli(p));
        }
    }

    [Fact]
    public void Holm_by_hand() => Compare([0.03, 0.06, 0.06, 0.02], Multiplicity.Holm([0.01, 0.04, 0.03, 0.005]));

    [Fact]
    public void Keeps_the_order_of_strictness_for_any_p_values()
    {
        for (int round = 0; round < 200; round++)
        {
            RandomSource random = RandomSource.For(3, "p", round);
            double[] p =
            [
                .. Enumerable.Range(0, 1 + random.NextInt32(20)).Select(_ => random.NextDouble() * random.NextDouble()),
            ];
            double[] bonferroni = Multiplicity.Bonferroni(p);
            double[] holm = Multiplicity.Holm(p);
            double[] hochberg = Multiplicity.Hochberg(p);
            double[] hommel = Multiplicity.Hommel(p);
            double[] bh = Multiplicity.BenjaminiHochberg(p);
            double[] by = Multiplicity.BenjaminiYekutieli(p);
            for (int i = 0; i < p.Length; i++)
            {
                Assert.True(holm[i] <= bonferroni[i] + 1e-15);
                Assert.True(hochberg[i] <= holm[i] + 1e-15);
                Assert.True(hommel[i] <= hochberg[i] + 1e-15);
                Assert.True(bh[i] <= hommel[i] + 1e-15);
                Assert.True(bh[i] <= by[i] + 1e-15);
                Assert.True(p[i] <= bh[i] + 1e-15);
            }
        }
    }

    /// <summary>The reference lists the tests that were made; a missing one must stay missing.</summary>
    private static void Compare(double[] expected, double[] adjusted)
    {
        double[] actual = [.. adjusted.Where(p => !double.IsNaN(p))];
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }
}
