using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class TwoProportionsTests
{
    [SkippableFact]
    public void Matches_R_for_every_case()
    {
        int compared = 0;
        foreach (JsonElement entry in OracleFile.Open("fairness/proportions_power.json").Cases)
        {
            JsonElement inputs = entry.GetProperty("inputs");
            if (!inputs.TryGetProperty("k1", out _))
            {
                continue;
            }

            long k1 = (long)inputs.Number("k1");
            long n1 = (long)inputs.Number("n1");
            long k2 = (long)inputs.Number("k2");
            long n2 = (long)inputs.Number("n2");
            JsonElement expected = entry.GetProperty("expected");
            (Statistic z, Statistic p) = TwoProportions.PooledTest(k1, n1, k2, n2);
            Assert.Equal(expected.Number("pooled_z_squared"), z.Value * z.Value, 1e-9);
            Assert.Equal(expected.Number("pooled_p"), p.Value, 1e-9);
            Assert.Equal(expected.Number("fisher_p"), TwoProportions.FisherExactP(k1, n1, k2, n2), 1e-9);
            Compare(expected, "wald_ci", TwoProportions.Wald(k1, n1, k2, n2));
            Compare(expected, "newcombe_ci", TwoProportions.Newcombe(k1, n1, k2, n2));
            Compare(expected, "katz_log_ci", TwoProportions.KatzLog(k1, n1, k2, n2));
            compared++;
        }

        Assert.Equal(4, compared);
    }

    [SkippableFact]
    public void McNemar_matches_the_flip_case()
    {
        JsonElement entry = OracleFile.Open("fairness/shift_efficiency_hallucination.json")["counterfactual_flip"];
        JsonElement expected = entry.GetProperty("expected");
        double p = TwoProportions.McNemarExactP((long)expected.Number("yes_to_no"), (long)expected.Number("no_to_yes"));
        Assert.Equal(expected.Number("mcnemar_exact_p"), p, 1e-12);
    }

    /// <summary>Newcombe 1998, table II, contrast (a) 56/70 − 48/80, method 10: 0.0524 to 0.3339.</summary>
    [Fact]
    public void Newcombe_gives_the_published_interval()
    {
        Interval interval = TwoProportions.Newcombe(56, 70, 48, 80);
        Assert.Equal(0.0524, interval.Low, 4);
        Assert.Equal(0.3339, interval.High, 4);
    }

    /// <summary>Fisher's tea tasting, 3 of 4 right: (16 + 16 + 1 + 1)/70.</summary>
    [Fact]
    public void Fisher_judges_the_lady_tasting_tea() =>
        Assert.Equal(34.0 / 70, TwoProportions.FisherExactP(3, 4, 1, 4), 1e-14);

    [Fact]
    public void Fisher_equals_the_sum_over_all_tables_for_any_small_counts()
    {
        for (int round = 0; round < 300; round++)
        {
            RandomSource random = RandomSource.For(11, "fisher", round);
            int n1 = 1 + random.NextInt32(12);
            int n2 = 1 + random.NextInt32(12);
            int k1 = random.NextInt32(n1 + 1);
            int k2 = random.NextInt32(n2 + 1);
            double Mass(int x) => Choose(n1, x) * Choose(n2, k1 + k2 - x);
            double[] masses =
                [.. Enumerable.Range(0, n1 + 1).Where(x => k1 + k2 - x >= 0 && k1 + k2 - x <= n2).Select(Mass)];
            double expected = masses.Where(mass => mass <= Mass(k1) * (1 + 1e-9)).Sum() / masses.Sum();
            Assert.Equal(expected, TwoProportions.FisherExactP(k1, n1, k2, n2), 1e-12);
            Assert.Equal(expected, TwoProportions.FisherExactP(k2, n2, k1, n1), 1e-12);
        }
    }

    [Fact]
    public void Fisher_holds_for_counts_whose_tables_cannot_be_numbered() =>
        Assert.InRange(TwoProportions.FisherExactP(80_000, 100_000, 80_100, 100_000), 0.55, 0.60);

    [Fact]
    public void Swapping_the_groups_mirrors_every_interval()
    {
        Interval ab = TwoProportions.Newcombe(9, 30, 20, 41);
        Interval ba = TwoProportions.Newcombe(20, 41, 9, 30);
        Assert.Equal(ab.Low, -ba.High, 1e-14);
        Assert.Equal(ab.High, -ba.Low, 1e-14);
        Interval ratio = TwoProportions.KatzLog(9, 30, 20, 41)!.Value;
        Interval inverse = TwoProportions.KatzLog(20, 41, 9, 30)!.Value;
        Assert.Equal(ratio.Low, 1 / inverse.High, 1e-14);
    }

    [Fact]
    public void A_ratio_with_no_success_and_a_test_without_variance_are_undefined()
    {
        Assert.Null(TwoProportions.KatzLog(3, 10, 0, 10));
        Assert.Equal(UndefinedReason.ZeroVariance, TwoProportions.PooledTest(0, 10, 0, 12).P.Reason);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportions.Wald(1, 0, 1, 2));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 5, 0.0625)]
    [InlineData(1, 8, 0.0390625)]
    [InlineData(8, 1, 0.0390625)]
    [InlineData(4, 4, 1)]
    [InlineData(4, 5, 1)]
    public void McNemar_is_a_fair_coin(int first, int second, double expected) =>
        Assert.Equal(expected, TwoProportions.McNemarExactP(first, second), 1e-14);

    private static double Choose(int n, int k) => Math.Round(MathNet.Numerics.Combinatorics.Combinations(n, k));

    private static void Compare(JsonElement expected, string name, Interval? actual)
    {
        if (expected.GetProperty(name).ValueKind == JsonValueKind.Null)
        {
            Assert.Null(actual);
            return;
        }

        double[] ends = expected.Numbers(name);
        Assert.Equal(ends[0], actual!.Value.Low, 1e-9);
        Assert.Equal(ends[1], actual!.Value.High, 1e-9);
    }
}
