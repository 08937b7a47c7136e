using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Ranking of methods: Friedman, Iman–Davenport, Nemenyi, Wilcoxon and the studentized range.</summary>
public sealed class RankingTests
{
    private const double Tolerance = 1e-8;

    [SkippableFact]
    public void Matches_scipy_and_R_for_every_ranking()
    {
        int compared = 0;
        foreach (JsonElement entry in OracleFile.Open("fairness/friedman_nemenyi.json").Cases)
        {
            JsonElement inputs = entry.GetProperty("inputs");
            if (inputs.TryGetProperty("scores_rows_datasets_cols_methods", out _))
            {
                CompareRanking(
                    Friedman.Of(
                        inputs.Matrix("scores_rows_datasets_cols_methods"),
                        inputs.GetProperty("higher_is_better").GetBoolean()),
                    entry.GetProperty("expected"));
                compared++;
            }
        }

        Assert.Equal(3, compared);
    }

    [SkippableFact]
    public void The_critical_values_match_the_table()
    {
        var oracle = OracleFile.Open("fairness/friedman_nemenyi.json");
        JsonElement table = oracle["nemenyi_q_table"];
        double[] k = table.GetProperty("inputs").Numbers("k");
        for (int i = 0; i < k.Length; i++)
        {
            Assert.Equal(table.GetProperty("expected").Numbers("q05")[i], Nemenyi.CriticalValue((int)k[i], 0.05), 1e-9);
            Assert.Equal(table.GetProperty("expected").Numbers("q10")[i], Nemenyi.CriticalValue((int)k[i], 0.10), 1e-9);
        }

        JsonElement expected = oracle["nemenyi_cd_11_methods_16_settings"].GetProperty("expected");
        Assert.Equal(expected.Number("critical_difference"), Nemenyi.CriticalDifference(11, 16), Tolerance);
    }

    /// <summary>Demšar, JMLR 7, 2006, table 5(a).</summary>
    [Theory]
    [InlineData(2, 1.960)]
    [InlineData(5, 2.728)]
    [InlineData(10, 3.164)]
    public void The_critical_values_are_those_printed_by_Demsar(int k, double q) =>
        Assert.Equal(q, Nemenyi.CriticalValue(k), 3);

    [Fact]
    public void The_range_of_two_values_is_a_normal_difference_also_far_out()
    {
        foreach (double q in (double[])[0.01, 0.5, 2, 5, 8, 10])
        {
            double expected = Gaussian.TwoSidedP(q / Math.Sqrt(2));
            Assert.Equal(1, StudentizedRange.UpperTail(q, 2) / expected, 1e-9);
        }
    }

    [Fact]
    public void The_tail_of_the_range_falls_in_q_and_rises_in_the_number_of_values()
    {
        for (int k = 2; k <= 20; k++)
        {
            for (double q = 0; q < 9; q += 0.25)
            {
                Assert.True(StudentizedRange.UpperTail(q + 0.25, k) < StudentizedRange.UpperTail(q, k) + 1e-15);
                Assert.True(StudentizedRange.UpperTail(q, k + 1) >= StudentizedRange.UpperTail(q, k) - 1e-15);
            }

            Assert.Equal(0.2, StudentizedRange.UpperTail(StudentizedRange.UpperQuantile(0.2, k), k), 1e-10);
        }
    }

    [Fact]
    public void Friedman_by_hand()
    {
        // Ranks 1 2 3, 1 3 2, 2 1 3: sums 4, 6, 8; χ² = 12/(3·3·4)·116 − 3·3·4 = 2.6667.
        Friedman test = Friedman.Of([[1, 2, 3], [1, 3, 2], [2, 1, 3]], higherIsBetter: false);
        Assert.Equal([4 / 3.0, 2, 8 / 3.0], test.AverageRanks);
        Assert.Equal(8 / 3.0, test.ChiSquared.Value, 1e-12);
        Assert.Equal(2 * (8 / 3.0) / (6 - (8 / 3.0)), test.ImanDavenport.Value, 1e-12);
    }

    [Fact]
    public void Scores_that_are_all_tied_rank_nothing()
    {
        Friedman test = Friedman.Of([[1, 1, 1], [2, 2, 2]], higherIsBetter: true);
        Assert.Equal(UndefinedReason.ZeroVariance, test.P.Reason);
        Assert.Equal([2, 2, 2], test.AverageRanks);
    }

    [Fact]
    public void A_clique_is_maximal_and_joins_at_least_two() =>
        Assert.Equal([(0, 1), (1, 2)], Nemenyi.Cliques([1, 2, 3, 9], 1.5));

    [SkippableFact]
    public void Wilcoxon_matches_R()
    {
        JsonElement entry = OracleFile.Open("fairness/friedman_nemenyi.json")["wilcoxon_signed_rank_pair"];
        double[] a = entry.GetProperty("inputs").Numbers("a");
        double[] b = entry.GetProperty("inputs").Numbers("b");
        WilcoxonSignedRank test = WilcoxonSignedRank.Of([.. b.Zip(a, (x, y) => x - y)]);
        Assert.Equal(entry.GetProperty("expected").Number("V_b_minus_a"), test.V);
        Assert.Equal(entry.GetProperty("expected").Number("p_two_sided"), test.P.Value, Tolerance);
    }

    [Fact]
    public void Wilcoxon_drops_zeros_and_turns_with_the_sign()
    {
        double[] d = [0, 1, -2, 3, 3, 0, 5];
        WilcoxonSignedRank test = WilcoxonSignedRank.Of(d);
        WilcoxonSignedRank mirrored = WilcoxonSignedRank.Of([.. d.Select(x => -x)]);
        Assert.Equal(13, test.V);
        Assert.Equal(5, test.Count);
        Assert.Equal(15 - 13, mirrored.V);
        Assert.Equal(test.P.Value, mirrored.P.Value, 1e-15);
        Assert.Equal(UndefinedReason.ZeroVariance, WilcoxonSignedRank.Of([0, 0]).P.Reason);
    }

    private static void CompareRanking(Friedman test, JsonElement expected)
    {
        int k = test.MethodCount;
        int n = test.SettingCount;
        double[] ranks = expected.Numbers("average_rank");
        for (int j = 0; j < k; j++)
        {
            Assert.Equal(ranks[j], test.AverageRanks[j], Tolerance);
        }

        Assert.Equal(expected.Number("friedman_chi2"), test.ChiSquared.Value, Tolerance);
        Assert.Equal(expected.Number("friedman_p"), test.P.Value, Tolerance);
        Assert.Equal(expected.Number("iman_davenport_F"), test.ImanDavenport.ValueOrNaN, Tolerance);
        Assert.Equal(expected.Number("iman_davenport_p"), test.ImanDavenportP.ValueOrNaN, Tolerance);
        double difference = Nemenyi.CriticalDifference(k, n);
        Assert.Equal(expected.Number("critical_difference_05"), difference, Tolerance);
        Assert.Equal(expected.Number("critical_difference_10"), Nemenyi.CriticalDifference(k, n, 0.1), Tolerance);
        foreach (JsonProperty pair in expected.GetProperty("pairs").EnumerateObject())
        {
            double gap = pair.Value.Number("rank_difference");
            Assert.Equal(pair.Value.Number("nemenyi_p"), Nemenyi.P(gap, k, n), Tolerance);
            Assert.Equal(pair.Value.GetProperty("significant").GetBoolean(), gap >= difference);
        }

        Assert.Equal(expected.Numbers("order_best_first"), test.OrderBestFirst.Select(i => (double)i));
        IEnumerable<(int First, int Last)> cliques =
            expected.GetProperty("cliques_of_positions")
                .EnumerateArray()
                .Select(run => ((int)run.Numbers()[0], (int)run.Numbers()[^1]));
        Assert.Equal(cliques, Nemenyi.Cliques([.. test.OrderBestFirst.Select(i => test.AverageRanks[i])], difference));
    }
}
