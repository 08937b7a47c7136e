using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of specification §23.2 for every binary metric; an exemption says why it is one.</summary>
public sealed class BinaryMetricLawsTests
{
    private const int Seeds = 20;

    /// <summary>
    /// Metrics of the logistic fit, which stops at a relative change of the deviance of 1e-10 (specification §20,
    /// A6).
    /// </summary>
    private static readonly HashSet<string> Fitted =
        ["cal_slope", "cal_intercept", "cal_intercept_slope1", "ace_logistic@abs", "ace_logistic@rmse", "tce"];

    /// <summary>
    /// Metrics whose parts of equal count split ties by row order, so that tied rows in another order fall
    /// elsewhere.
    /// </summary>
    private static readonly HashSet<string> SplitTies = ["ece@equal_mass", "hosmer_lemeshow", "hosmer_lemeshow_p"];

    /// <summary>
    /// Metrics whose edges come from the count of rows, not of weight: twice the rows moves the edges.
    /// </summary>
    private static readonly HashSet<string> CountRows =
        ["ece@quantile", "ece@equal_mass", "hosmer_lemeshow", "hosmer_lemeshow_p"];

    /// <summary>Metrics that measure against sampling noise, which shrinks as the rows or their weights grow.</summary>
    private static readonly HashSet<string> MeasureNoise =
        ["ce2_debiased", "spiegelhalter_z", "spiegelhalter_p", "hosmer_lemeshow", "hosmer_lemeshow_p"];

    /// <summary>Metrics of the order of the scores alone.</summary>
    private static readonly HashSet<string> Ranks =
    [
        "auroc", "gini_coefficient", "average_precision", "pr_auc_trapezoid", "partial_auroc@raw",
        "partial_auroc@mcclish",
        "tpr_at_tnr@step", "tpr_at_tnr@interp", "tnr_at_tpr@step",
    ];

    /// <summary>
    /// Pairs of metrics that change places when the classes do: 1 − y for y, 1 − s for s, s &gt; 1 − t for s ≥ t.
    /// </summary>
    private static readonly Dictionary<string, string> Mirrored = new()
    {
        ["tpr"] = "tnr",
        ["fnr"] = "fpr",
        ["ppv"] = "npv",
        ["fdr"] = "for",
        ["underdiagnosis_rate"] = "overdiagnosis_rate",
        ["underdiagnosis_rate@no_finding"] = "overdiagnosis_rate@no_finding",
        ["auroc"] = "auroc",
        ["accuracy"] = "accuracy",
        ["balanced_accuracy"] = "balanced_accuracy",
        ["youden_j"] = "youden_j",
        ["mcc"] = "mcc",
        ["cohen_kappa"] = "cohen_kappa",
        ["brier"] = "brier",
        ["log_loss"] = "log_loss",
        ["score_separation"] = "score_separation",
        ["cal_slope"] = "cal_slope",
        ["murphy_reliability"] = "murphy_reliability",
        ["murphy_resolution"] = "murphy_resolution",
        ["spiegelhalter_z"] = "spiegelhalter_z",
    };

    public static TheoryData<string> Ids => MetricConformanceTests.BinaryIds;

    public static TheoryData<string> RankIds => [.. Ranks];

    public static TheoryData<string, string> MirroredIds
    {
        get
        {
            TheoryData<string, string> pairs = [];
            foreach ((string one, string other) in Mirrored)
            {
                pairs.Add(one, other);
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_in_another_order_give_the_same_value(string id) => ShouldHold(
        id,
        rows =>
        {
            int[] order = [.. Enumerable.Range(0, rows.Scores.Length)];
            RandomSource.For(7, "order", order.Length).Shuffle<int>(order);
            return rows.Take(order);
        },
        hasTies: !SplitTies.Contains(id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_row_twice_gives_the_same_value(string id)
    {
        if (!CountRows.Contains(id) && !MeasureNoise.Contains(id))
        {
            ShouldHold(id, rows => rows.Take([.. Indices(rows).SelectMany(row => (int[])[row, row])]));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_of_weight_two_is_two_rows(string id)
    {
        if (!CountRows.Contains(id))
        {
            ShouldHold(id, rows =>
            {
                OracleRows split = rows.Take(
                    [.. Indices(rows).SelectMany(row => rows.Weights[row] == 2 ? (int[])[row, row] : [row])]);
                return split with { Weights = [.. split.Weights.Select(weight => weight == 2 ? 1 : weight)] };
            });
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Weights_in_another_unit_give_the_same_value(string id)
    {
        if (!MeasureNoise.Contains(id))
        {
            ShouldHold(id, rows => rows with { Weights = [.. rows.Weights.Select(weight => 3 * weight)] });
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_of_weight_zero_is_no_row(string id) => ShouldHold(id, rows => rows with
    {
        Scores = [.. rows.Scores, 0, 0.5, 1],
        Labels = [.. rows.Labels, 1, 0, 0],
        Weights = [.. rows.Weights, 0, 0, 0],
        Groups = [.. rows.Groups, "a", "a", "a"],
    });

    [Theory]
    [MemberData(nameof(RankIds))]
    public void A_monotone_transform_of_the_scores_keeps_ranks(string id) =>
        ShouldHold(id, rows => rows with { Scores = [.. rows.Scores.Select(score => (score * score * score) - 5)] });

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_decision_depends_on_the_side_of_the_threshold_only(string id)
    {
        Metric metric = Metric.All[id];
        if (!metric.UsesThreshold || id == "net_benefit")
        {
            return;
        }

        for (int seed = 0; seed < Seeds; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 40);
            OracleRows moved = rows with { Scores = [.. rows.Scores.Select(score => (2 * score) + 3)] };
            RandomRows.ShouldBeClose(
                rows.Compute(metric, new DecisionRule(0.5)), moved.Compute(metric, new DecisionRule(4)), 1e-12, id);
        }
    }

    [Fact]
    public void Swapping_the_labels_turns_auroc_around()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 40);
            OracleRows swapped = rows with { Labels = [.. rows.Labels.Select(label => (sbyte)(1 - label))] };
            Statistic expected = rows.Compute(Metric.Auroc, DecisionRule.Default).Select(value => 1 - value);
            RandomRows.ShouldBeClose(
                expected, swapped.Compute(Metric.Auroc, DecisionRule.Default), 1e-12, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(MirroredIds))]
    public void Calling_the_other_class_positive_mirrors_the_value(string id, string mirrored)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 40);
            OracleRows mirror = rows with
            {
                Scores = [.. rows.Scores.Select(score => 1 - score)],
                Labels = [.. rows.Labels.Select(label => (sbyte)(1 - label))],
            };
            RandomRows.ShouldBeClose(
                rows.Compute(Metric.All[id], new DecisionRule(0.5)),
                mirror.Compute(Metric.All[mirrored], new DecisionRule(0.5, IsStrict: true)),
                ToleranceOf(id),
                $"{id}, seed {seed}");
        }
    }

    [Fact]
    public void The_parts_of_Murphy_add_up_to_the_Brier_score()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 40);
            double Value(Metric metric) => rows.Compute(metric, DecisionRule.Default).Value;
            Assert.Equal(
                Value(Metric.Brier),
                Value(Metric.MurphyReliability) - Value(Metric.MurphyResolution) + Value(Metric.MurphyUncertainty),
                1e-12);
        }
    }

    private static double ToleranceOf(string id) => Fitted.Contains(id) ? 1e-7 : 1e-11;

    private static IEnumerable<int> Indices(OracleRows rows) => Enumerable.Range(0, rows.Scores.Length);

    private static void ShouldHold(string id, Func<OracleRows, OracleRows> change, bool hasTies = true)
    {
        Metric metric = Metric.All[id];
        int defined = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 40, "a", hasTies && id != "ece@quantile");
            Statistic expected = rows.Compute(metric, DecisionRule.Default);
            RandomRows.ShouldBeClose(
                expected, change(rows).Compute(metric, DecisionRule.Default), ToleranceOf(id), $"{id}, seed {seed}");
            defined += expected.IsDefined ? 1 : 0;
        }

        Assert.True(defined > Seeds / 2, $"{id}: only {defined} of {Seeds} comparisons had a value.");
    }
}
