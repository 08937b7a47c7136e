using System.Globalization;
using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ThresholdPolicyTests
{
    private static readonly string[] Constrained = ["specificity_at_least", "sensitivity_at_least", "overall_fpr_at_most", "top_fraction"];

    [SkippableFact]
    public void Every_policy_matches_brute_force_on_validation_test_and_ties()
    {
        var oracle = OracleFile.Open("fairness/roc_thresholds.json");
        JsonElement policies = oracle["threshold_policies"];
        int compared = Compare(policies.GetProperty("inputs").GetProperty("validation"), policies.GetProperty("expected").GetProperty("on_validation"))
            + Compare(policies.GetProperty("inputs").GetProperty("test"), policies.GetProperty("expected").GetProperty("on_test_legacy_flagged"))
            + Compare(oracle["threshold_ties"].GetProperty("inputs").GetProperty("validation"), oracle["threshold_ties"].GetProperty("expected"));
        Assert.Equal(42, compared);
    }

    [SkippableFact]
    public void Youden_inside_each_group_matches()
    {
        JsonElement entry = OracleFile.Open("fairness/roc_thresholds.json")["threshold_policies"];
        JsonElement validation = entry.GetProperty("inputs").GetProperty("validation");
        string?[] group = validation.Texts("group");
        foreach (JsonProperty expected in entry.GetProperty("expected").GetProperty("per_group_youden_on_validation").EnumerateObject())
        {
            int[] rows = [.. Enumerable.Range(0, group.Length).Where(i => group[i] == expected.Name)];
            ThresholdFit fit = Fit(
                "youden", [.. rows.Select(i => validation.Labels("y_true")[i])], [.. rows.Select(i => validation.Numbers("score")[i])]);
            Assert.Equal(expected.Value.GetDouble(), fit.Threshold.Value, 1e-12);
        }
    }

    [Fact]
    public void A_top_fraction_that_meets_ties_tells_both_shares()
    {
        ThresholdFit fit = Fit("top_fraction(0.5)", [0, 1, 1, 0], [0.1, 0.4, 0.4, 0.4]);
        Assert.Equal(0.4, fit.Threshold.Value);
        Assert.Equal(0.5, fit.RequestedShare);
        Assert.Equal(0.75, fit.SelectedShare);
    }

    [Fact]
    public void A_constraint_that_no_candidate_meets_is_infeasible() =>
        Assert.Equal(UndefinedReason.Infeasible, Fit("specificity_at_least(0.99)", [1, 0, 0], [0.1, 0.9, 0.9]).Threshold.Reason);

    [Fact]
    public void A_selection_split_without_positives_gives_no_threshold() =>
        Assert.Equal(UndefinedReason.NoPositives, Fit("youden", [0, 0], [0.1, 0.2]).Threshold.Reason);

    [Theory]
    [InlineData("0.5", "fixed(0.5)")]
    [InlineData("max_f1", "max_f1")]
    [InlineData("specificity_at_least(0.9)", "specificity_at_least(0.9)")]
    [InlineData("per_group(youden)", "per_group(youden)")]
    public void A_policy_prints_as_it_is_written(string text, string expected) =>
        Assert.Equal(expected, ThresholdPolicy.Parse(text).Text);

    [Fact]
    public void An_unknown_policy_offers_the_nearest() =>
        Assert.Contains("did you mean 'youden'", Assert.Throws<UnknownNameException>(() => ThresholdPolicy.Parse("yuden")).Message);

    [Theory]
    [InlineData("specificity_at_least(a)")]
    [InlineData("youden(0.9)")]
    [InlineData("NaN")]
    [InlineData("per_group(0.5)")]
    public void Numbers_that_do_not_fit_are_refused(string text) =>
        Assert.ThrowsAny<ArgumentException>(() => ThresholdPolicy.Parse(text));

    private static int Compare(JsonElement inputs, JsonElement expected)
    {
        sbyte[] labels = inputs.Labels("y_true");
        double[] scores = inputs.Numbers("score");
        int compared = 0;
        foreach (JsonProperty entry in expected.EnumerateObject())
        {
            string? name = Constrained.FirstOrDefault(c => entry.Name.StartsWith(c + "_", StringComparison.Ordinal));
            string policy = name is null
                ? entry.Name
                : $"{name}({double.Parse(entry.Name[(name.Length + 1)..], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)})";
            string field = entry.Value.TryGetProperty("threshold", out _) ? "threshold" : "threshold_smallest_of_ties";
            Assert.Equal(entry.Value.Number(field), Fit(policy, labels, scores).Threshold.Value, 1e-12);
            compared++;
            if (entry.Value.TryGetProperty("sklearn_fairmedfm_rule", out JsonElement legacy))
            {
                Assert.Equal(legacy.GetDouble(), Fit("max_f1@fairmedfm", labels, scores).Threshold.Value, 1e-12);
                compared++;
            }
        }

        return compared;
    }

    private static ThresholdFit Fit(string policy, sbyte[] labels, double[] scores)
    {
        int[] order = SortOrder.Ascending(scores);
        return ThresholdPolicy.Parse(policy).Fit(new BinaryRows
        {
            Scores = Array.ConvertAll(order, i => scores[i]),
            Labels = Array.ConvertAll(order, i => labels[i]),
            Weights = Array.ConvertAll(order, _ => 1.0),
            Rule = DecisionRule.Default,
        });
    }
}
