using System.Text.Json;
using FsCheck.Xunit;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PairwiseTableTests
{
    [Fact]
    public void Compares_two_groups_as_worked_by_hand()
    {
        // a ranks perfectly, b perfectly wrong: the curves are 1 and 0 everywhere, so that the area between them is 1.
        // The positive of a (0.9) lies above both negatives, that of b (0.2) above a's (0.1) only.
        IReadOnlyList<PairwiseResult> table = Compute([0, 0, 1, 1], [1, 0, 1, 0], [0.9, 0.1, 0.2, 0.8]);
        Assert.Equal(1, Value(table, "abroca", "0", "1").Value);
        Assert.Equal(1, Value(table, "abroca_max", "0", "1").Value);
        Assert.Equal(1, Value(table, "xauc", "0", "1").Value);
        Assert.Equal(1, Value(table, "xauc", "1", "0").Value);
        Assert.Equal(0, Value(table, "xauc_gap", "0", "1").Value);
        Assert.Equal(0.5, Value(table, "xauc@marginal", "1", "(all)").Value);
        Assert.Equal(0.5, Value(table, "ppr", "0", "(all)").Value);
    }

    [Fact]
    public void Splits_an_interval_in_which_the_curves_cross()
    {
        // By hand: ROC of a is (0,0) (0,1/2) (1,1/2) (1,1), that of b the diagonal. They cross in the middle, and the
        // area is two triangles of base and height 1/2.
        IReadOnlyList<PairwiseResult> table = Compute(
            [0, 0, 0, 1, 1], [1, 0, 1, 1, 0], [0.9, 0.5, 0.1, 0.3, 0.3]);
        Assert.Equal(0.25, Value(table, "abroca", "0", "1").Value, 1e-15);
    }

    [Fact]
    public void Is_undefined_where_a_group_lacks_a_class()
    {
        IReadOnlyList<PairwiseResult> table = Compute([0, 0, 1, 1], [0, 0, 1, 0], [0.9, 0.1, 0.2, 0.8]);
        Assert.Equal(UndefinedReason.NoPositives, Value(table, "abroca", "0", "1").Reason);
        Assert.Equal(UndefinedReason.SingleGroup, Value(table, "abroca_max", string.Empty, string.Empty).Reason);
        Assert.Equal(UndefinedReason.NoPositives, Value(table, "xauc", "0", "1").Reason);
        Assert.Equal(0.5, Value(table, "xauc", "1", "0").Value);
    }

    [Fact]
    public void Every_pairwise_metric_has_a_snake_case_id_and_a_source()
    {
        Assert.Equal(
            ["abroca", "ppr", "rce_logistic", "xauc", "xauc@marginal", "xauc@rest", "xauc_gap"],
            PairMetric.All.Select(static metric => metric.Id));
        Violations.ShouldBeNone(CatalogLaws.IdsAreNotSnakeCase(PairMetric.All));
        Violations.ShouldBeNone(CatalogLaws.CitationsAreMissing(PairMetric.All, static metric => metric.Source));
    }

    [Property(MaxTest = 15)]
    public void The_area_between_curves_bounds_the_difference_of_auroc_for_any_rows(int seed)
    {
        var source = RandomSource.For((ulong)(uint)seed, "abroca", 0);
        double[] scores = [.. Enumerable.Range(0, 60).Select(_ => source.NextInt32(15) / 15.0)];
        sbyte[] labels = [.. Enumerable.Range(0, 60).Select(static row => (sbyte)(row / 2 % 2))];
        int[] groups = [.. Enumerable.Range(0, 60).Select(static row => row % 2)];
        IReadOnlyList<PairwiseResult> table = Compute(groups, labels, scores);
        SortedRows first = Take(groups, labels, scores, 0), second = Take(groups, labels, scores, 1);
        RocCurve a = RocCurve.Of(first.View(DecisionRule.Default)), b = RocCurve.Of(second.View(DecisionRule.Default));
        double area = Value(table, "abroca", "0", "1").Value;
        Assert.True(area >= Math.Abs(a.AreaTo(1) - b.AreaTo(1)) - 1e-12);
        const int Steps = 5_000;
        double sum = Enumerable.Range(0, Steps)
            .Sum(step => Math.Abs(a.At((step + 0.5) / Steps) - b.At((step + 0.5) / Steps)));
        Assert.Equal(sum / Steps, area, 1e-3);
    }

    [SkippableFact]
    public void Every_pairwise_number_of_the_oracle_is_reproduced()
    {
        SharedFolder.Require();
        int count = 0;
        foreach (JsonElement test in Cases("roc_thresholds.json")
                .Where(static test => Id(test).StartsWith("abroca", StringComparison.Ordinal)))
        {
            OracleRows rows = OracleRows.Of(test.GetProperty("inputs"));
            string[] names = rows.GroupNames;
            int[] groups = [.. rows.Groups.Select(group => Array.IndexOf(names, group))];
            IReadOnlyList<PairwiseResult> table = Compute(groups, rows.Labels, rows.Scores, names);
            foreach (JsonProperty part in test.GetProperty("expected").EnumerateObject())
            {
                foreach (JsonProperty number in part.Value.EnumerateObject())
                {
                    string[] pair = number.Name.Split([" , ", " over "], StringSplitOptions.None);
                    SortedRows own = Take(groups, rows.Labels, rows.Scores, Array.IndexOf(names, pair[0]));
                    Statistic actual = part.Name switch
                    {
                        "xauc" when pair[0] == pair[1] => PairMetric.Xauc.Compute(
                            own.View(DecisionRule.Default), own.View(DecisionRule.Default)),
                        "delta_xauc" => Value(table, "xauc_gap", pair[0], pair[1]),
                        "xauc_vs_rest_pos" => Value(table, "xauc@rest", pair[0], "(rest)"),
                        "xauc_vs_rest_neg" => PairMetric.Xauc.Compute(
                            Take([.. groups.Select(g => names[g] == pair[0] ? 1 : 0)], rows.Labels, rows.Scores, 0)
                                .View(DecisionRule.Default),
                            own.View(DecisionRule.Default)),
                        "xauc_vs_marginal_pos" => Value(table, "xauc@marginal", pair[0], "(all)"),
                        _ => Value(table, part.Name, pair[0], pair[1]),
                    };
                    OracleRows.Equal(
                        number.Value.GetDouble(), actual, 1e-10, $"{Id(test)}, {part.Name}, {number.Name}");
                    count++;
                }
            }
        }

        Assert.Equal(52, count);
    }

    [SkippableFact]
    public void Every_relative_calibration_error_of_the_oracle_is_reproduced()
    {
        SharedFolder.Require();
        int count = 0;
        JsonElement[] cases = Cases("calibration.json");
        foreach (JsonElement test in cases)
        {
            foreach ((string group, JsonElement expected) in RelativeErrors(test))
            {
                JsonElement inputs = test.GetProperty("inputs").TryGetProperty("same_as", out JsonElement same)
                    ? cases.Single(other => Id(other) == same.GetString()).GetProperty("inputs")
                    : test.GetProperty("inputs");
                OracleRows rows = OracleRows.Of(inputs);
                string[] names = rows.GroupNames;
                int[] groups = [.. rows.Groups.Select(name => Array.IndexOf(names, name))];
                Statistic actual = Value(
                    Compute(groups, rows.Labels, rows.Scores, names), "rce_logistic", group, "(all)");
                OracleRows.Equal(expected.GetDouble(), actual, 1e-7, $"{Id(test)}, {group}");
                count++;
            }
        }

        Assert.Equal(2, count);
    }

    private static IEnumerable<(string Group, JsonElement Expected)> RelativeErrors(JsonElement test)
    {
        foreach (JsonProperty part in test.EnumerateObject()
                .Where(static part => part.Name.StartsWith("expected", StringComparison.Ordinal)))
        {
            if (part.Value.ValueKind != JsonValueKind.Object)
            {
                continue;
            }

            foreach (JsonProperty group in part.Value.EnumerateObject())
            {
                if (group.Value.ValueKind == JsonValueKind.Object
                    && group.Value.TryGetProperty("rce_logistic_abs", out JsonElement own)
                    && own.ValueKind == JsonValueKind.Number)
                {
                    yield return (group.Name, own);
                }
            }
        }
    }

    internal static SortedRows Take(int[] groups, sbyte[] labels, double[] scores, int? group)
    {
        int[] rows = [.. Enumerable.Range(0, scores.Length)
            .Where(row => group is null || groups[row] == group).OrderBy(row => scores[row])];
        return new SortedRows(
            Array.ConvertAll(rows, row => scores[row]),
            Array.ConvertAll(rows, row => labels[row]),
            Array.ConvertAll(rows, static _ => 1.0));
    }

    private static IReadOnlyList<PairwiseResult> Compute(
        int[] groups, sbyte[] labels, double[] scores, string[]? names = null)
    {
        names ??= [.. Enumerable.Range(0, groups.Max() + 1).Select(static group => group.ToString())];
        return PairwiseTable.Compute(
            null,
            [.. names.Select((name, group) => (name, Take(groups, labels, scores, group)))],
            Take(groups, labels, scores, null),
            DecisionRule.Default);
    }

    private static Statistic Value(IReadOnlyList<PairwiseResult> table, string metric, string a, string b) =>
        table.Single(result => result.Metric == metric && result.A == a && result.B == b).Value;

    private static string Id(JsonElement test) => test.GetProperty("id").GetString()!;

    private static JsonElement[] Cases(string file)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.Path("oracles/fairness/" + file)));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(static test => test.Clone())];
    }
}
