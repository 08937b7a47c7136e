using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Selection rules, Pareto fronts and their area against an independent program.</summary>
public sealed class SelectionOracleTests
{
    private const double Tolerance = 1e-12;

    [SkippableFact]
    public void Every_rule_chooses_as_expected()
    {
        JsonElement entry = OracleFile.Open("fairness/selection_verdicts.json")["selection_rules"];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected");
        string?[] names = inputs.Texts("candidates");
        double[] overall = inputs.Numbers("overall_auroc");
        SelectionRequest request = new()
        {
            GapLimit = 0.05,
            Candidates = [.. inputs.Matrix("group_auroc").Select((groups, row) =>
                new SelectionCandidate(names[row]!, groups, overall[row]) { IsBaseline = names[row] == "erm" })],
        };
        SelectionOutcome Choose(string rule) => SelectionRule.All[rule].Select(request);
        void Check(
            string key,
            string rule) => Assert.Equal(expected.GetProperty(key).GetString(),
            names[Choose(rule).Selected!.Value]);
        Check("select_overall", "overall");
        Check("select_minimax", "worst_group");
        Check("select_min_gap", "min_gap");
        Check("select_dto_medfair", "dto@medfair");
        Check("select_dto_to_one", "dto@one");
        Check("select_dto_utility_gap", "dto@utility_gap");
        Check("lexicographic_minimax", "lexicographic_minimax");
        Check("constrained_gap_at_most_0_05", "gap_constrained");
        SelectionOutcome medfair = Choose("medfair_minimax_pareto");
        Assert.Equal(
            expected.GetProperty("medfair_minimax_pareto").GetProperty("selected").GetString(),
            names[medfair.Selected!.Value]);
        Assert.Equal(
            expected.GetProperty("medfair_minimax_pareto").GetProperty("worst_group_index").GetInt32(),
            medfair.WorstGroup);
        Assert.Equal(expected.Numbers("dto_medfair"), Choose("dto@medfair").Scores, Close);
        Assert.Equal(expected.Numbers("dto_to_one"), Choose("dto@one").Scores, Close);
        Assert.Equal(expected.Numbers("dto_utility_gap_minmax"), Choose("dto@utility_gap").Scores, Close);
        Assert.Equal(expected.Numbers("gap"), Choose("min_gap").Scores, Close);
        Assert.Equal(expected.Numbers("worst"), Choose("worst_group").Scores, Close);
        Assert.Equal(
            expected.Texts("pareto_front_groups"), ParetoFront.OfGroups(request).Select(index => names[index]));
        Assert.Equal(
            expected.Texts("pareto_front_utility_gap"),
            ParetoFront.OfUtilityAndGap(request).Select(index => names[index]));
    }

    [SkippableFact]
    public void The_front_keeps_duplicates_and_its_area_matches()
    {
        JsonElement entry = OracleFile.Open("fairness/selection_verdicts.json")["pareto_and_hypervolume"];
        double[][] points = entry.GetProperty("inputs").Matrix("points");
        Direction[] directions = [Direction.HigherIsBetter, Direction.LowerIsBetter];
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Numbers("front"), ParetoFront.Find(points, directions).Select(index => (double)index));
        Assert.Equal(
            expected.Number("hypervolume"),
            ParetoFront.Hypervolume(points, directions, entry.GetProperty("inputs").Numbers("reference")),
            Tolerance);
    }

    [Fact]
    public void Where_lower_is_better_the_rules_turn_around()
    {
        SelectionRequest request = new()
        {
            Better = Direction.LowerIsBetter,
            Candidates = [new("a", [4, 8], 6), new("b", [6, 7], 6.5), new("c", [5, 9], 7) { IsBaseline = true }],
        };
        Assert.Equal(0, SelectionRule.Overall.Select(request).Selected);
        Assert.Equal(1, SelectionRule.WorstGroup.Select(request).Selected);
        Assert.Equal(1, SelectionRule.MedfairMinimaxPareto.Select(request).Selected);
        Assert.Equal([0, 1], ParetoFront.OfGroups(request));
        Assert.Equal(0, SelectionRule.DistanceToOptimumMedfair.Select(request).Selected);
        Assert.Throws<ArgumentException>(() => SelectionRule.DistanceToOne.Select(request));
        Assert.Throws<ArgumentException>(() => SelectionRule.GapConstrained.Select(request));
    }

    [Fact]
    public void The_price_of_fairness_is_overall_lost_for_gap_removed()
    {
        SelectionCandidate baseline = new("erm", [0.9, 0.7], 0.85);
        SelectionCandidate candidate = new("dro", [0.84, 0.8], 0.82);
        Assert.Equal(
            0.03 / 0.16, ParetoFront.PriceOfFairness(baseline, candidate, Direction.HigherIsBetter).Value, Tolerance);
        Assert.Equal(
            UndefinedReason.ZeroDenominator,
            ParetoFront.PriceOfFairness(baseline, baseline, Direction.HigherIsBetter).Reason);
    }

    [Fact]
    public void Domination_with_confidence_needs_every_axis_to_agree()
    {
        Assert.True(ParetoFront.IsDominatedWithConfidence([new(-0.2, -0.1), new(-0.1, 0)]));
        Assert.False(ParetoFront.IsDominatedWithConfidence([new(-0.2, 0), new(-0.1, 0)]));
        Assert.False(ParetoFront.IsDominatedWithConfidence([new(-0.2, -0.1), new(-0.1, 0.01)]));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < Tolerance;
}
