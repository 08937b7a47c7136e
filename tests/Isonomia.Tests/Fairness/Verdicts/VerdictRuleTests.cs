using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests.Fairness;

public sealed class VerdictRuleTests
{
    [SkippableFact]
    public void Agrees_with_the_verdict_table()
    {
        foreach (JsonElement row in Rows("verdict_table"))
        {
            JsonElement inputs = row.GetProperty("inputs");
            VerdictOutcome outcome = VerdictRule.Decide(new VerdictEvidence
            {
                Gap = Number(inputs, "gap"),
                Lower = Number(inputs, "lower"),
                Upper = Number(inputs, "upper"),
                PAdjusted = Number(inputs, "p_adjusted"),
                Margin = Number(inputs, "margin")!.Value,
                UnsupportedCount = (int)(Number(inputs, "declared_groups_below_floor_not_waived") ?? 0),
                UndefinedShare = Number(inputs, "undefined_replicate_share") ?? 0,
            });
            Assert.Equal(row.GetProperty("verdict").GetString(), outcome.Verdict);
            Assert.Equal(row.GetProperty("reason").GetString(), outcome.Reason);
        }
    }

    [SkippableFact]
    public void Agrees_with_the_levelling_down_table()
    {
        foreach (JsonElement row in Rows("levelling_down_table"))
        {
            Assert.Equal(
                row.GetProperty("expected").GetString(),
                LevellingDown.Classify(
                    row.GetProperty("baseline").Deserialize<double[]>(),
                    row.GetProperty("mitigated").Deserialize<double[]>()));
        }
    }

    [Theory]
    [InlineData(0.12, 0.06, 0.18, 0.001, "disparity_found", "exceeds_margin")]
    [InlineData(0.12, 0.02, 0.22, 0.01, "disparity_found", "significant")]
    [InlineData(0.12, 0.02, 0.22, 0.08, "insufficient_evidence", "interval_reaches_margin")]
    [InlineData(0.03, 0, 0.045, 0.4, "no_disparity_found", "within_margin")]
    [InlineData(0.03, 0.01, 0.045, 0.002, "no_disparity_found", "detectable_below_margin")]
    [InlineData(0.02, 0, 0.05, 0.5, "insufficient_evidence", "interval_reaches_margin")]
    public void Applies_the_first_rule_that_holds(
        double gap, double lower, double upper, double p, string verdict, string reason) =>
        Assert.Equal(
            new VerdictOutcome(verdict, reason),
            VerdictRule.Decide(
                new VerdictEvidence { Gap = gap, Lower = lower, Upper = upper, PAdjusted = p, Margin = 0.05 }));

    [Fact]
    public void A_group_that_never_varies_is_never_cleared() =>
        Assert.Equal(
            new VerdictOutcome("insufficient_evidence", "boundary_estimate"),
            VerdictRule.Decide(
                new VerdictEvidence
                {
                    Gap = 0,
                    Lower = 0,
                    Upper = 0,
                    PAdjusted = 1,
                    Margin = 0.05,
                    HasConstantGroup = true,
                }));

    [Theory]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.9, 0.86 }, "levelling_up")]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.8, 0.8 }, "levelling_down")]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.86, 0.84 }, "trade_off")]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.78, 0.74 }, "levelling_down_strict")]
    [InlineData(new[] { 0.9, 0.8, 0.85 }, new[] { 0.82, 0.78, 0.86 }, "levelling_down_worst_fell")]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.91, 0.8 }, "gap_not_reduced")]
    [InlineData(new[] { 0.9, 0.8 }, new[] { 0.95, 0.85 }, "levelling_up_without_gap")]
    public void Names_who_paid_for_a_smaller_gap(double[] baseline, double[] candidate, string label) =>
        Assert.Equal(label, LevellingDown.Classify(baseline, candidate));

    [Fact]
    public void Intervals_that_leave_the_question_open_read_unclear()
    {
        Interval wide = new(-0.1, 0.1);
        Assert.Equal("unclear", LevellingDown.Classify(wide, wide, [wide, wide]));
        Assert.Equal("unclear", LevellingDown.Classify(new Interval(-0.1, -0.01), wide, [wide, wide]));
        Assert.Equal(
            "levelling_up",
            LevellingDown.Classify(
                new Interval(-0.1, -0.01), new Interval(0.01, 0.1), [new Interval(0, 0.1), new Interval(0.01, 0.1)]));
        Assert.Equal(
            "trade_off",
            LevellingDown.Classify(
                new Interval(-0.1, -0.01), new Interval(0.01, 0.1),
                [new Interval(-0.1, -0.01), new Interval(0.01, 0.1)]));
    }

    [Fact]
    public void The_most_severe_verdict_stands_for_all()
    {
        Assert.Equal(
            "disparity_found", VerdictIds.Worst(["no_disparity_found", "disparity_found", "insufficient_evidence"]));
        Assert.Equal("insufficient_evidence", VerdictIds.Worst(["no_disparity_found", "insufficient_evidence"]));
        Assert.Equal("no_disparity_found", VerdictIds.Worst(["no_disparity_found"]));
    }

    private static IEnumerable<JsonElement> Rows(string id)
    {
        SharedFolder.Require();
        using JsonDocument oracle = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.Path("oracles/fairness/selection_verdicts.json")));
        return
        [
            .. oracle.RootElement.GetProperty("cases").EnumerateArray()
                .Single(one => one.GetProperty("id").GetString() == id)
                .GetProperty("expected").EnumerateArray().Select(row => row.Clone()),
        ];
    }

    private static double? Number(JsonElement inputs, string name) =>
        inputs.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;
}
