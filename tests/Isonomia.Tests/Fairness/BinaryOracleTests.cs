using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// Every number of the oracle files on binary metrics, calibration, aggregations and fairlearn's functions.
/// </summary>
public sealed class BinaryOracleTests
{
    // The raw partial areas of these two groups (0.0944…, 0.07) contradict the McClish values of the same rows in the
    // same file, which imply 0.0930… and 0.06. Summing the polylines in exact fractions gives 67/720 and 3/50, so the
    // raw values are skipped here and the exact ones are checked in a test of their own.
    private static readonly Dictionary<string, double> Contradictory = new()
    {
        ["four_groups, F|<60, threshold_free, auroc_partial_fpr_0_0.2_raw"] = 67.0 / 720,
        ["missing_attribute, B, threshold_free, auroc_partial_fpr_0_0.2_raw"] = 3.0 / 50,
    };

    private static readonly Dictionary<string, string> Ids = new()
    {
        ["tpr_at_tnr_0.8_interp"] = "tpr_at_tnr@interp(0.8)",
        ["tpr_at_tnr_0.8_step"] = "tpr_at_tnr@step(0.8)",
        ["tpr_at_tnr_0.9_interp"] = "tpr_at_tnr@interp(0.9)",
        ["tpr_at_tnr_0.9_step"] = "tpr_at_tnr@step(0.9)",
        ["auroc_partial_fpr_0_0.2_raw"] = "partial_auroc@raw(0.2)",
        ["auroc_partial_fpr_0_0.2_mcclish"] = "partial_auroc@mcclish(0.2)",
        ["log_loss_torch_clamp100"] = "log_loss@torch",
        ["log_loss_clip1e-15"] = "log_loss",
        ["mean_score_pos"] = "mean_score_positive",
        ["mean_score_neg"] = "mean_score_negative",
        ["precision"] = "ppv",
        ["mean_prediction"] = "mean_score",
        ["mae"] = "score_mae",
        ["mse"] = "brier",
        ["roc_auc"] = "auroc",
    };

    private static readonly Dictionary<string, string> CalibrationIds = new()
    {
        ["brier"] = "brier",
        ["brier_skill"] = "brier_skill",
        ["observed_expected_ratio"] = "oe_ratio",
        ["calibration_in_the_large_diff"] = "calibration_in_the_large",
        ["fixed01_squared_debiased_kumar"] = "ce2_debiased",
        ["ace_logistic_abs"] = "ace_logistic@abs",
        ["ace_logistic_rmse"] = "ace_logistic@rmse",
        ["tce_signed_at_0.25"] = "tce(0.25)",
        ["tce_signed_at_0.5"] = "tce(0.5)",
        ["murphy_unique_scores.reliability"] = "murphy_reliability",
        ["murphy_unique_scores.resolution"] = "murphy_resolution",
        ["murphy_unique_scores.uncertainty"] = "murphy_uncertainty",
        ["logistic_recalibration.intercept"] = "cal_intercept",
        ["logistic_recalibration.slope"] = "cal_slope",
        ["calibration_intercept_slope1.intercept"] = "cal_intercept_slope1",
        ["spiegelhalter.z"] = "spiegelhalter_z",
        ["spiegelhalter.p_two_sided"] = "spiegelhalter_p",
        ["hosmer_lemeshow_equal_mass10.statistic"] = "hosmer_lemeshow",
        ["hosmer_lemeshow_equal_mass10.p"] = "hosmer_lemeshow_p",
        ["fixed01_left_closed.ece"] = "ece@fixed01",
        ["fixed01_left_closed.rmsce"] = "rmsce",
        ["fixed01_left_closed.mce"] = "mce",
        ["fixed01_left_closed.signed"] = "ce_signed",
        ["fixed01_left_closed.ace_unweighted"] = "ace_unweighted",
        ["fixed01_right_closed.ece"] = "ece@fixed01_right",
        ["guo_right_closed_drops_zero.ece"] = "ece@fixed01_right_without_zero",
        ["pandas_cut_own_range.ece"] = "ece@own_range",
        ["pandas_qcut.ece"] = "ece@quantile",
        ["equal_mass_array_split.ece"] = "ece@equal_mass",
        ["toplabel_fixed01.ece"] = "ece@toplabel",
    };

    private static readonly Dictionary<string, string> DisparityIds = new()
    {
        ["to_overall"] = "difference_to_overall",
        ["to_mean"] = "difference_to_mean",
        ["std_population"] = "std@population",
        ["std_sample"] = "std@sample",
        ["std_size_weighted"] = "std@size_weighted",
        ["cov_population"] = "cov",
        ["es_harvard"] = "es@harvard",
        ["es_fairmedfm"] = "es@fairmedfm",
        ["es_std_sample"] = "es@std_sample",
        ["psd_mean_centered_half"] = "psd_mean@half",
        ["psd_max_centered_half"] = "psd_max@half",
        ["gini"] = "gini_over_groups",
    };

    [SkippableFact]
    public void Base_metrics_are_those_of_scikit_learn_with_reasons_where_undefined()
    {
        int checkedCount = 0;
        foreach (JsonElement example in Cases("base_metrics"))
        {
            OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
            foreach (JsonProperty group in example.GetProperty("expected").EnumerateObject())
            {
                foreach (string section in (string[])["threshold_free", "at_0.5_geq", "at_0.5_gt"])
                {
                    DecisionRule rule = new(0.5, section == "at_0.5_gt");
                    foreach (JsonProperty number in group.Value.GetProperty(section).EnumerateObject())
                    {
                        if (number.Name is "tp" or "fp" or "tn" or "fn" or "n_weighted")
                        {
                            continue;
                        }

                        Statistic actual = rows.In(group.Name).Compute(MetricOf(number.Name), rule);
                        string place = $"{example.GetProperty("id")}, {group.Name}, {section}, {number.Name}";
                        checkedCount++;
                        if (number.Value.ValueKind == JsonValueKind.Null)
                        {
                            string? reason = group.Value.GetProperty("undefined").GetProperty(section)
                                .GetProperty(number.Name).GetString();
                            Assert.True(actual.Reason?.Id() == reason, $"{place}: expected {reason}, found {actual}.");
                            continue;
                        }

                        if (Contradictory.ContainsKey(place))
                        {
                            continue;
                        }

                        double tolerance = number.Name.StartsWith("log_loss", StringComparison.Ordinal) ? 1e-10 : 1e-12;
                        OracleRows.Equal(number.Value.GetDouble(), actual, tolerance, place);
                    }
                }
            }
        }

        Assert.True(checkedCount > 1000);
    }

    [SkippableFact]
    public void Partial_areas_are_the_exact_sums_where_the_file_contradicts_itself()
    {
        foreach ((string place, double exact) in Contradictory)
        {
            string[] parts = place.Split(", ");
            JsonElement example = Cases("base_metrics").Single(c => c.GetProperty("id").GetString() == parts[0]);
            OracleRows rows = OracleRows.Of(example.GetProperty("inputs")).In(parts[1]);
            OracleRows.Equal(exact, rows.Compute(Metric.PartialAurocRaw, DecisionRule.Default), 1e-12, place);
        }
    }

    [SkippableFact]
    public void Calibration_is_that_of_pandas_and_statsmodels()
    {
        int checkedCount = 0;
        foreach (JsonElement example in Cases("calibration").Take(2))
        {
            OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
            foreach (JsonProperty group in example.GetProperty("expected").EnumerateObject())
            {
                foreach ((string key, string id) in CalibrationIds)
                {
                    JsonElement number = group.Value.TryGetProperty(key, out JsonElement whole)
                        ? whole
                        : group.Value.GetProperty(key.Split('.')[0]).GetProperty(key.Split('.')[1]);
                    bool isLogistic = id.StartsWith("cal_", StringComparison.Ordinal)
                        || id.StartsWith("ace_l", StringComparison.Ordinal)
                        || id.StartsWith("tce", StringComparison.Ordinal);
                    Statistic actual = rows.In(group.Name).Compute(Metric.Resolve(id), DecisionRule.Default);
                    OracleRows.Equal(number.GetDouble(), actual, isLogistic ? 1e-7 : 1e-10, $"{group.Name}, {key}");
                    checkedCount++;
                }
            }
        }

        Assert.Equal(7 * CalibrationIds.Count, checkedCount);
    }

    [SkippableFact]
    public void Aggregations_are_those_of_the_file()
    {
        foreach (JsonElement example in Cases("aggregations_and_variants").Where(IsAggregation))
        {
            JsonElement inputs = example.GetProperty("inputs");
            double[] values = [.. inputs.GetProperty("values").EnumerateArray().Select(value => value.GetDouble())];
            foreach (JsonProperty number in example.GetProperty("expected").EnumerateObject())
            {
                string id = DisparityIds.GetValueOrDefault(number.Name, number.Name);
                Statistic actual = Disparity.All[id == "to_median" ? "difference_to_median" : id]
                    .Compute(new GroupValues
                {
                    Values = values,
                    Sizes = [.. inputs.GetProperty("n").EnumerateArray().Select(size => size.GetDouble())],
                    Overall = inputs.GetProperty("overall").GetDouble(),
                    Reference = 0,
                    Better = inputs.GetProperty("higher_is_better").GetBoolean()
                        ? Direction.HigherIsBetter
                        : Direction.LowerIsBetter,
                });
                string place = $"{example.GetProperty("id")}, {number.Name}";
                if (number.Value.ValueKind == JsonValueKind.Null)
                {
                    string? reason = example.GetProperty("undefined").GetProperty(number.Name).GetString();
                    Assert.True(actual.Reason?.Id() == reason, $"{place}: expected {reason}, found {actual}.");
                }
                else if (number.Name == "to_median" && values.Length == 2)
                {
                    // The file gives |m − median|; the specification defines two groups as m_a − m_b, twice as much.
                    OracleRows.Equal(2 * number.Value.GetDouble(), actual.Select(Math.Abs), 1e-12, place);
                }
                else
                {
                    Statistic found = number.Name == "to_median" ? actual.Select(Math.Abs) : actual;
                    OracleRows.Equal(number.Value.GetDouble(), found, 1e-12, place);
                }
            }
        }
    }

    [SkippableFact]
    public void Criteria_are_those_of_fairlearn_where_no_denominator_is_empty()
    {
        foreach (JsonElement example in Cases("fairlearn_metrics").Where(IsFairlearn))
        {
            OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
            foreach (JsonProperty number in example.GetProperty("expected_fairlearn").EnumerateObject())
            {
                string[] key = number.Name.Split('|');
                string[] variant =
                    [.. key[2..], .. key[1] == "to_overall" ? (string[])["to_overall"] : []];
                string id = key[0] + (variant.Length > 0 ? "@" + string.Join('_', variant) : string.Empty);
                OracleRows.Equal(
                    number.Value.GetDouble(),
                    rows.Evaluate(Criterion.Resolve(id), DecisionRule.Default),
                    1e-12,
                    $"{example.GetProperty("id")}, {number.Name}");
            }
        }
    }

    private static bool IsAggregation(JsonElement example) =>
        example.GetProperty("id").GetString()!.StartsWith("aggregations_", StringComparison.Ordinal);

    private static bool IsFairlearn(JsonElement example) => example.GetProperty("inputs").TryGetProperty("group", out _)
        && example.GetProperty("id").GetString() is not ("undefined_groups" or "degenerate_scores");

    private static Metric MetricOf(string name) => Metric.Resolve(Ids.GetValueOrDefault(name, name));

    private static IEnumerable<JsonElement> Cases(string file)
    {
        SharedFolder.Require();
        using FileStream stream = File.OpenRead(SharedFolder.Path($"oracles/fairness/{file}.json"));
        return [.. JsonDocument.Parse(stream).RootElement.GetProperty("cases").EnumerateArray()];
    }
}
