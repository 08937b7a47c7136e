using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class ModelRankingTests
{
    [SkippableFact]
    public void Ranks_tests_and_cliques_match_the_reference()
    {
        JsonElement entry = OracleFile.Open("fairness/friedman_nemenyi.json")["friedman_no_ties_like"];
        JsonElement expected = entry.GetProperty("expected");
        double[][] scores = entry.GetProperty("inputs").Matrix("scores_rows_datasets_cols_methods");
        ComparisonRanking ranking = ModelRanking.Of(
            "overall", ["0", "1", "2", "3", "4"], scores, higherIsBetter: true, 0.05);
        Assert.Equal(["1", "4", "2", "0", "3"], ranking.Models.Select(model => model.Model));
        Assert.Equal(expected.Number("iman_davenport_p"), ranking.ImanDavenportP!.Value, 1e-8);
        Assert.Equal(expected.Number("critical_difference_05"), ranking.CriticalDifference!.Value, 1e-8);
        Assert.Equal([["1", "4"], ["4", "2", "0", "3"]], ranking.Cliques);
        foreach (RankedPair pair in ranking.Pairs)
        {
            JsonElement reference = expected.GetProperty("pairs").GetProperty($"{pair.A},{pair.B}");
            Assert.Equal(reference.Number("nemenyi_p"), pair.NemenyiP!.Value, 1e-8);
            Assert.Equal(reference.GetProperty("significant").GetBoolean(), pair.IsDifferent);
        }
    }

    [Fact]
    public void Ranks_that_do_not_differ_draw_no_groups_and_say_so()
    {
        ComparisonRanking ranking = ModelRanking.Of(
            "gap", ["a", "b", "c"], [[1, 2, 3], [3, 1, 2], [2, 3, 1]], higherIsBetter: false, 0.05);
        Assert.Equal([2, 2, 2], ranking.Models.Select(model => model.AverageRank));
        Assert.False(ranking.IsSignificant);
        Assert.Empty(ranking.Cliques);
        Assert.Contains("no groups", ranking.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_or_one_setting_are_ranked_but_not_tested()
    {
        Assert.Equal("too_few_models", ModelRanking.Of("overall", ["a", "b"], [[1, 2], [2, 3]], true, 0.05).Undefined);
        ComparisonRanking one = ModelRanking.Of("overall", ["a", "b", "c"], [[1, 2, 3]], true, 0.05);
        Assert.Equal("too_few_settings", one.Undefined);
        Assert.Equal(["c", "b", "a"], one.Models.Select(model => model.Model));
        Assert.Null(one.P);
        ComparisonRanking none = ModelRanking.Of("overall", ["a", "b", "c"], [], true, 0.05);
        Assert.Empty(none.Models);
        Assert.Empty(none.Pairs);
    }

    [Fact]
    public void Equal_values_up_to_rounding_are_ties()
    {
        ComparisonRanking ranking = ModelRanking.Of(
            "overall", ["a", "b", "c"], [[0.1 + 0.2, 0.3, 0.1], [0.3, 0.1 + 0.2, 0.1]], higherIsBetter: true, 0.05);
        Assert.Equal([1.5, 1.5, 3], ranking.Models.Select(model => model.AverageRank));
        Assert.Null(ranking.Pairs[0].WilcoxonP);
    }
}
