using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ThresholdPolicyTests
{
    private static readonly double[] FourScores = [0.1, 0.3, 0.5, 0.7];
    private static readonly sbyte[] FourLabels = [0, 1, 0, 1];

    [Theory]
    [InlineData("0.5", "fixed(0.5)")]
    [InlineData("fixed", "fixed(0.5)")]
    [InlineData(" fixed( 0.25 ) ", "fixed(0.25)")]
    [InlineData("max_f1", "max_f1")]
    [InlineData("max_f1@fairmedfm", "max_f1@fairmedfm")]
    [InlineData("min_cost(10, 1)", "min_cost(10,1)")]
    [InlineData("specificity_at_least(0.90)", "specificity_at_least(0.9)")]
    [InlineData("per_group(youden)", "per_group(youden)")]
    [InlineData("per_group(sensitivity_at_least(0.8))", "per_group(sensitivity_at_least(0.8))")]
    [InlineData("per_group(0.4)", "per_group(fixed(0.4))")]
    public void Reads_a_policy_and_writes_it_canonically(string text, string canonical)
    {
        ThresholdPolicy policy = ThresholdPolicy.Parse(text);
        Assert.Equal(canonical, policy.Text);
        Assert.Equal(canonical, ThresholdPolicy.Parse(policy.Text).Text);
        Assert.Equal(canonical.Contains("fixed", StringComparison.Ordinal), policy.IsFixed);
        Assert.Equal(canonical.StartsWith("per_group", StringComparison.Ordinal), policy.IsPerGroup);
    }

    [Theory]
    [InlineData("specificity_at_least")]
    [InlineData("specificity_at_least(1.2)")]
    [InlineData("specificity_at_least(0.9, 0.8)")]
    [InlineData("specificity_at_least(0.9))")]
    [InlineData("specificity_at_least(x)")]
    [InlineData("top_fraction(0)")]
    [InlineData("min_cost(0,0)")]
    [InlineData("min_cost(-1,1)")]
    [InlineData("youden(0.3)")]
    [InlineData("youden()")]
    [InlineData("NaN")]
    [InlineData("per_group")]
    [InlineData("per_group()")]
    [InlineData("per_group(per_group(youden))")]
    public void Refuses_parameters_a_policy_does_not_take(string text)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ThresholdPolicy.Parse(text));
        Assert.Contains($"'{text}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yuoden")]
    [InlineData("per_group(yuoden)")]
    [InlineData("per_groups")]
    [InlineData("")]
    public void Offers_names_for_an_unknown_policy(string text) =>
        Assert.Throws<UnknownNameException>(() => ThresholdPolicy.Parse(text));

    [Fact]
    public void Takes_the_smallest_of_tied_thresholds_and_names_the_largest()
    {
        ThresholdFit fit = Fit("youden", FourLabels, FourScores);
        Assert.Equal(0.3, fit.Threshold.Value);
        Assert.Equal(0.7, fit.LargestTied);
        Assert.Equal("smallest", fit.TieRule);
    }

    [Fact]
    public void Finds_the_cheapest_threshold_for_given_costs()
    {
        // By hand: misses cost 1 and alarms 10, so only 0.7 (1 miss) beats 0.3 (1 alarm) and 0.5 (1 of each).
        Assert.Equal(0.7, Fit("min_cost(1,10)", FourLabels, FourScores).Threshold.Value);
        Assert.Equal(0.3, Fit("min_cost(10,1)", FourLabels, FourScores).Threshold.Value);
    }

    [Fact]
    public void Decides_strictly_where_asked()
    {
        // By hand: score > 0.1 selects the same three rows as score ≥ 0.3.
        Assert.Equal(0.1, Fit("max_f1", FourLabels, FourScores, isStrict: true).Threshold.Value);
        Assert.Equal(0.7, Fit("specificity_at_least(1)", FourLabels, FourScores).Threshold.Value);
        Assert.Equal(0.5, Fit("specificity_at_least(1)", FourLabels, FourScores, isStrict: true).Threshold.Value);
        Assert.Equal(0.3, Fit("max_f1@fairmedfm", FourLabels, FourScores, isStrict: true).Threshold.Value);
    }

    [Fact]
    public void Reports_both_shares_where_ties_select_more_than_asked()
    {
        ThresholdFit fit = Fit("top_fraction(0.5)", [0, 1, 1, 0], [0.2, 0.6, 0.6, 0.6]);
        Assert.Equal(0.6, fit.Threshold.Value);
        Assert.Equal(0.5, fit.RequestedShare);
        Assert.Equal(0.75, fit.SelectedShare);
    }

    [Theory]
    [InlineData("specificity_at_least(0.9)", UndefinedReason.Infeasible)]
    [InlineData("top_fraction(0.1)", UndefinedReason.Infeasible)]
    [InlineData("overall_fpr_at_most(0)", UndefinedReason.Infeasible)]
    public void Is_infeasible_where_no_candidate_meets_the_constraint(string text, UndefinedReason reason) =>
        Assert.Equal(reason, Fit(text, [0, 1, 0], [0.1, 0.1, 0.9]).Threshold.Reason);

    [Fact]
    public void Says_which_labels_are_missing()
    {
        Assert.Equal(UndefinedReason.NoPositives, Fit("youden", [0, 0], [0.1, 0.2]).Threshold.Reason);
        Assert.Equal(UndefinedReason.NoNegatives, Fit("youden", [1, 1], [0.1, 0.2]).Threshold.Reason);
        Assert.Equal(UndefinedReason.EmptyGroup, Fit("max_accuracy", [], []).Threshold.Reason);
        Assert.Equal(0.5, Fit("fixed", [], []).Threshold.Value);
    }

    [Fact]
    public void Every_policy_has_a_snake_case_id_and_a_source()
    {
        Assert.Equal(12, ThresholdPolicy.All.Count);
        Violations.ShouldBeNone(CatalogLaws.IdsAreNotSnakeCase(ThresholdPolicy.All));
        Violations.ShouldBeNone(CatalogLaws.CitationsAreMissing(ThresholdPolicy.All, static entry => entry.Source));
    }

    [SkippableFact]
    public void Every_threshold_of_the_oracle_is_found()
    {
        SharedFolder.Require();
        using JsonDocument file = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.Path("oracles/fairness/roc_thresholds.json")));
        int checkedCount = 0;
        foreach (JsonElement test in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            JsonElement inputs = test.GetProperty("inputs"), expected = test.GetProperty("expected");
            switch (test.GetProperty("id").GetString())
            {
                case "threshold_policies":
                    checkedCount += Check(
                        OracleRows.Of(inputs.GetProperty("validation")), expected.GetProperty("on_validation"));
                    checkedCount += Check(
                        OracleRows.Of(inputs.GetProperty("test")), expected.GetProperty("on_test_legacy_flagged"));
                    checkedCount += CheckPerGroup(OracleRows.Of(inputs.GetProperty("validation")), expected);
                    checkedCount += CheckTransfer(inputs, expected);
                    break;
                case "threshold_ties":
                    checkedCount += Check(OracleRows.Of(inputs.GetProperty("validation")), expected);
                    break;
            }
        }

        Assert.Equal(122, checkedCount);
    }

    internal static ThresholdFit Fit(string policy, sbyte[] labels, double[] scores, bool isStrict = false)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(row => scores[row])];
        double[] sorted = [.. order.Select(row => scores[row])];
        sbyte[] own = [.. order.Select(row => labels[row])];
        double[] weights = [.. order.Select(static _ => 1.0)];
        return ThresholdPolicy.Parse(policy).Fit(
            new BinaryRows { Scores = sorted, Labels = own, Weights = weights, Rule = DecisionRule.Default }, isStrict);
    }

    private static int Check(OracleRows rows, JsonElement expected)
    {
        int count = 0;
        foreach (JsonProperty policy in expected.EnumerateObject())
        {
            int split = policy.Name.LastIndexOf('_');
            string text = char.IsDigit(policy.Name[^1]) && policy.Name != "max_f1"
                ? $"{policy.Name[..split]}({policy.Name[(split + 1)..]})"
                : policy.Name;
            ThresholdFit fit = Fit(text, rows.Labels, rows.Scores);
            DecisionRule rule = new(fit.Threshold.Value);
            foreach (JsonProperty number in policy.Value.EnumerateObject())
            {
                Statistic actual = number.Name switch
                {
                    "threshold" or "threshold_smallest_of_ties" => fit.Threshold,
                    "threshold_largest_of_ties" => fit.LargestTied!.Value,
                    "sklearn_fairmedfm_rule" => Fit("max_f1@fairmedfm", rows.Labels, rows.Scores).Threshold,
                    "j" => rows.Compute(Metric.Resolve("youden_j"), rule),
                    "distance" => Math.Sqrt(
                        Math.Pow(1 - rows.Compute(Metric.Resolve("tpr"), rule).Value, 2)
                        + Math.Pow(1 - rows.Compute(Metric.Resolve("tnr"), rule).Value, 2)),
                    "requested" => fit.RequestedShare!.Value * rows.Scores.Length,
                    "selected" => fit.SelectedShare!.Value * rows.Scores.Length,
                    _ => rows.Compute(Metric.Resolve(number.Name), rule),
                };
                OracleRows.Equal(number.Value.GetDouble(), actual, 1e-10, $"{policy.Name}, {number.Name}");
                count++;
            }
        }

        return count;
    }

    private static int CheckPerGroup(OracleRows rows, JsonElement expected)
    {
        int count = 0;
        foreach (JsonProperty group in expected.GetProperty("per_group_youden_on_validation").EnumerateObject())
        {
            OracleRows own = rows.In(group.Name);
            Assert.Equal(group.Value.GetDouble(), Fit("per_group(youden)", own.Labels, own.Scores).Threshold.Value);
            count++;
        }

        return count;
    }

    private static int CheckTransfer(JsonElement inputs, JsonElement expected)
    {
        OracleRows validation = OracleRows.Of(inputs.GetProperty("validation")),
        test = OracleRows.Of(inputs.GetProperty("test"));
        DecisionRule rule = new(Fit("max_f1", validation.Labels, validation.Scores).Threshold.Value);
        int count = 0;
        JsonElement applied = expected.GetProperty("max_f1_validation_threshold_applied_to_test");
        foreach (JsonProperty group in applied.EnumerateObject())
        {
            OracleRows own = test.In(group.Name);
            int Cell(int label, bool isPositive) => Enumerable.Range(0, own.Scores.Length)
                .Count(row => own.Labels[row] == label && rule.IsPositive(own.Scores[row]) == isPositive);
            Assert.Equal(group.Value.GetProperty("tp").GetInt32(), Cell(1, true));
            Assert.Equal(group.Value.GetProperty("fp").GetInt32(), Cell(0, true));
            Assert.Equal(group.Value.GetProperty("tn").GetInt32(), Cell(0, false));
            Assert.Equal(group.Value.GetProperty("fn").GetInt32(), Cell(1, false));
            count += 4;
        }

        return count;
    }
}
