using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The tables of fairlearn's MetricFrame, where no denominator is empty (there fairlearn gives 0).</summary>
public sealed class MetricFrameOracleTests
{
    private static readonly Dictionary<string, string> Ids = new()
    {
        ["precision"] = "ppv",
        ["mean_prediction"] = "mean_score",
        ["mae"] = "score_mae",
        ["mse"] = "brier",
        ["roc_auc"] = "auroc",
    };

    private static readonly Dictionary<string, string> Aggregations = new()
    {
        ["difference_between_groups"] = "gap",
        ["difference_to_overall"] = "difference_to_overall",
        ["ratio_between_groups"] = "ratio",
        ["ratio_to_overall"] = "ratio_to_overall",
    };

    [SkippableTheory]
    [InlineData("two_groups_ties")]
    [InlineData("two_groups_ties_weighted")]
    [InlineData("four_groups")]
    [InlineData("four_groups_weighted")]
    public void Tables_are_those_of_fairlearn(string id)
    {
        JsonElement example = OracleFile.Open("fairness/fairlearn_metrics.json")[id];
        OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
        int compared = 0;
        foreach (JsonProperty row in example.GetProperty("metricframe_labels").EnumerateObject()
            .Concat(example.GetProperty("metricframe_scores").EnumerateObject()))
        {
            if (!Metric.All.TryGet(Ids.GetValueOrDefault(row.Name, row.Name), out Metric? metric))
            {
                continue;
            }

            string place = $"{id}, {row.Name}";
            OracleRows.Equal(
                row.Value.GetProperty("overall").GetDouble(), rows.Compute(metric, DecisionRule.Default), 1e-12, place);
            foreach (JsonProperty group in row.Value.GetProperty("by_group").EnumerateObject())
            {
                Statistic own = rows.In(group.Name).Compute(metric, DecisionRule.Default);
                OracleRows.Equal(group.Value.GetDouble(), own, 1e-12, $"{place}, {group.Name}");
            }

            foreach ((string name, string disparity) in Aggregations)
            {
                Statistic actual = rows.Aggregate(metric, Disparity.All[disparity], DecisionRule.Default);
                OracleRows.Equal(row.Value.GetProperty(name).GetDouble(), actual, 1e-12, $"{place}, {name}");
            }

            compared++;
        }

        Assert.True(compared >= 13, $"{id}: only {compared} tables were compared.");
    }
}
