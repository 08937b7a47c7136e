using System.Text.Json;
using FsCheck.Xunit;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PresetSummaryTests
{
    // Rows worked by hand at 0.5: A has TP 1, FN 1, FP 0, TN 2; B has TP 2, FN 0, FP 1, TN 1.
    private static readonly PresetInput ByHand = new()
    {
        Labels = [1, 1, 0, 0, 1, 1, 0, 0],
        Scores = [0.9, 0.3, 0.2, 0.1, 0.8, 0.7, 0.6, 0.4],
        Groups = [0, 0, 0, 0, 1, 1, 1, 1],
        GroupNames = ["A", "B"],
        Reference = 1,
    };

    [Theory]
    [InlineData("fairlearn", "demographic_parity_difference|between_groups", 0.5)]
    [InlineData("fairlearn", "demographic_parity_ratio|between_groups", 1.0 / 3)]
    [InlineData("fairlearn", "equalized_odds_difference|between_groups|worst_case", 0.5)]
    [InlineData("fairlearn", "equalized_odds_ratio|between_groups|mean", 0.25)]
    [InlineData("aif360", "statistical_parity_difference", -0.5)]
    [InlineData("aif360", "average_odds_difference", -0.5)]
    [InlineData("medfair", "EqOdd_0.5", 0.5)]
    [InlineData("harvard", "es_acc", 0.75)]
    [InlineData("harvard", "eod", 0.5)]
    [InlineData("aequitas", "fpr_disparity|A", 0)]
    [InlineData("aequitas", "fnr_disparity|A", 10)]
    [InlineData("aequitas", "tpr_parity|A", 0)]
    [InlineData("aequitas", "ppr|A", 0.25)]
    [InlineData("cxr_fairness", "auc_difference|A", 0.125)]
    [InlineData("subpopbench", "worst_group_accuracy", 0.5)]
    [InlineData("subpopbench", "adjusted_accuracy", 0.75)]
    [InlineData("holisticai", "auroc_difference", 0)]
    [InlineData("default", "equal_opportunity_difference", 0.5)]
    public void Gives_the_outputs_of_the_tool(string preset, string id, double expected) =>
        OracleRows.Equal(expected, Value(Compute(preset, ByHand), id), 1e-12, $"{preset}, {id}");

    [Fact]
    public void Gives_what_medfair_finds_at_interpolated_thresholds()
    {
        // By hand, without the middles of equal steps: (fpr, tpr) is (0, 0) at infinity, (0, 1/4) at 0.9, (0, 3/4) at
        // 0.7, (1/2, 3/4) at 0.4, (1/2, 1) at 0.3 and (1, 1) at 0.1. The first point with a specificity of at least 0.8
        // is the infinite one; a sensitivity of 0.8 lies 1/5 of the way from 0.4 to 0.3, and score > 0.38 selects one
        // positive of A and all rows of B.
        IReadOnlyList<PresetValue> values = Compute("medfair", ByHand);
        Assert.Equal(UndefinedReason.Infeasible, Value(values, "EqOdd_specificity_0.8").Reason);
        OracleRows.Equal(0.25, Value(values, "EqOdd_sensitivity_0.8"), 1e-12, "EqOdd_sensitivity_0.8");
    }

    [Fact]
    public void Leaves_undefined_what_the_default_cannot_know_and_gives_fairlearns_zero()
    {
        PresetInput input = ByHand with { Labels = [0, 0, 0, 0, 1, 1, 0, 0] };
        Assert.Equal(
            UndefinedReason.SingleGroup, Value(Compute("default", input), "equal_opportunity_difference").Reason);
        Assert.Equal(1, Value(Compute("fairlearn", input), "equal_opportunity_difference|between_groups").Value);
        Assert.Equal(
            UndefinedReason.NoPositives,
            Value(Compute("fairlearn", input), "roc_auc|difference_between_groups").Reason);
    }

    [Fact]
    public void Drops_rows_without_an_attribute_value_where_the_tool_does()
    {
        PresetInput input = ByHand with { Groups = [0, 0, 0, 0, 1, 1, 1, -1] };
        Assert.Equal(7, Value(Compute("fairlearn", input), "count|overall").Value);
        Assert.Equal(6.0 / 8, Value(Compute("subpopbench", input), "overall_accuracy").Value);
    }

    [Fact]
    public void Says_so_where_no_threshold_can_be_fitted()
    {
        IReadOnlyList<PresetValue> values = Compute("fairmedfm", ByHand with { Labels = [0, 0, 0, 0, 0, 0, 0, 0] });
        Assert.Equal(UndefinedReason.NoPositives, Value(values, "threshold").Reason);
        Assert.Equal(UndefinedReason.NoPositives, Value(values, "overall-acc").Reason);
    }

    [Fact]
    public void Answers_for_every_preset_where_there_are_no_rows_or_no_groups()
    {
        PresetInput empty = ByHand with { Labels = [], Scores = [], Groups = [] };
        PresetInput unknown = ByHand with { Groups = [-1, -1, -1, -1, -1, -1, -1, -1] };
        foreach (ParityPreset preset in ParityPreset.All.Where(static preset => preset.Id != "monai"))
        {
            Assert.All(PresetSummary.Compute(preset, empty), static value =>
                Assert.True(!value.Value.IsDefined || value.Id == "threshold" || value.Value.Value == 0, value.Id));
            Assert.All(PresetSummary.Compute(preset, unknown), static value => Assert.NotNull(value.Id));
        }
    }

    [Fact]
    public void Refuses_what_it_cannot_summarize()
    {
        Assert.Throws<ArgumentException>(() => Compute("monai", ByHand));
        Assert.Throws<ArgumentException>(() => Compute("fairlearn", ByHand with { Groups = [0] }));
        Assert.Throws<ArgumentException>(() => Compute("fairlearn", ByHand with { GroupNames = ["A"] }));
        Assert.Throws<ArgumentException>(() => Compute("fairlearn", ByHand with { Threshold = "per_group(youden)" }));
    }

    [Property(MaxTest = 60)]
    public void The_identities_between_tools_hold_for_any_rows(int seed)
    {
        PresetInput input = Random(seed);
        IReadOnlyList<PresetValue> fairlearn = Compute("fairlearn", input with { Threshold = "0.45" });
        IReadOnlyList<PresetValue> fairMedFm = Compute("fairmedfm", input with { Threshold = "0.45" });
        IReadOnlyList<PresetValue> medfair = Compute("medfair", input with { Threshold = "0.45" });
        IReadOnlyList<PresetValue> aif360 = Compute("aif360", input);
        IReadOnlyList<PresetValue> holisticAi = Compute("holisticai", input);
        Same(1 - Value(fairlearn, "equalized_odds_difference|between_groups|mean").Value, Value(fairMedFm, "eod"));
        Same(Value(fairlearn, "equal_opportunity_difference|between_groups").Value, Value(fairMedFm, "eo"));
        Same(Value(medfair, "EqOdd").Value, Value(fairMedFm, "eod"));
        Same(
            Value(fairlearn, "fpr|difference_between_groups").Value, Value(fairlearn, "tnr|difference_between_groups"));
        Same(
            Math.Sqrt(2) * Value(aif360, "coefficient_of_variation").Value,
            Value(holisticAi, "coefficient_of_variation"));
        Same(
            Value(Compute("fairlearn", input), "demographic_parity_ratio|between_groups").ValueOrNaN,
            Value(holisticAi, "four_fifths"));
    }

    [SkippableFact]
    public void Every_fairlearn_number_of_the_oracle_is_reproduced()
    {
        int count = 0;
        foreach (JsonElement test in Cases("fairlearn_metrics.json"))
        {
            string id = test.GetProperty("id").GetString()!;
            JsonElement inputs = test.GetProperty("inputs");
            PresetInput input = id == "two_columns_and_control" ? Crossed(inputs) : Input(inputs);
            IReadOnlyList<PresetValue> values = Compute("fairlearn", input);
            foreach (JsonProperty number in test.GetProperty("expected_fairlearn").EnumerateObject())
            {
                OracleRows.Equal(number.Value.GetDouble(), Value(values, number.Name), 1e-12, $"{id}, {number.Name}");
                count++;
            }

            foreach (string frame in new[] { "metricframe_labels", "metricframe_scores" })
            {
                count += test.TryGetProperty(frame, out JsonElement metrics) ? CheckFrame(id, metrics, values) : 0;
            }
        }

        Assert.Equal(1305, count);
    }

    [SkippableFact]
    public void Every_fairmedfm_and_medfair_number_of_the_oracle_is_reproduced()
    {
        JsonElement[] cases = Cases("aggregations_and_variants.json");
        JsonElement two = cases.Single(
            static test => test.GetProperty("id").GetString() == "fairmedfm_form_two_groups_ties");
        JsonElement four = cases.Single(
            static test => test.GetProperty("id").GetString() == "fairmedfm_form_four_groups");
        JsonElement scores = cases.Single(
            static test => test.GetProperty("id").GetString() == "medfair_form_two_groups_ties");
        int count = CheckFairMedFm(two) + CheckFairMedFm(four);
        IReadOnlyList<PresetValue> values = Compute("medfair", Input(two.GetProperty("inputs")));
        foreach (JsonProperty number in scores.GetProperty("expected_medfair").EnumerateObject())
        {
            string id = number.Name == "EqOdd_at_0_5" ? "EqOdd_0.5" : number.Name.Split("_is_")[0];
            OracleRows.Equal(number.Value.GetDouble(), Value(values, id), 1e-9, number.Name);
            count++;
        }

        Assert.Equal(190, count);
    }

    [SkippableFact]
    public void Every_segmentation_number_of_fairmedfm_is_reproduced()
    {
        JsonElement test = Cases("aggregations_and_variants.json")
            .Single(static test => test.GetProperty("id").GetString() == "fairmedfm_segmentation_summary");
        JsonElement inputs = test.GetProperty("inputs");
        double[] dice = [.. inputs.GetProperty("dice").EnumerateArray().Select(static value => value.GetDouble())];
        int[] groups = [.. inputs.GetProperty("group").EnumerateArray().Select(static value => value.GetInt32())];
        IReadOnlyList<PresetValue> values = PresetSummary.ComputeSegmentation("dice", dice, groups, 2);
        foreach (JsonProperty number in test.GetProperty("expected_fairmedfm").EnumerateObject())
        {
            OracleRows.Equal(number.Value.GetDouble(), Value(values, number.Name), 1e-9, number.Name);
        }

        Assert.Equal(7, values.Count);
    }

    [SkippableFact]
    public void Every_group_number_of_aif360_and_holisticai_is_reproduced()
    {
        int count = 0;
        foreach (JsonElement test in Cases("individual_and_aif360.json"))
        {
            if (!test.TryGetProperty("expected_group_aif360", out JsonElement expected))
            {
                continue;
            }

            JsonElement inputs = test.GetProperty("inputs");
            PresetInput input = Input(inputs);
            input = input with
            {
                Reference = input.GroupNames.ToList().IndexOf("M") is >= 0 and var index ? index : null,
            };
            PresetValue[] values = [.. Compute("aif360", input), .. Compute("holisticai", input).Select(
                static value => value with { Id = "holistic_" + value.Id })];
            foreach (JsonProperty number in expected.EnumerateObject())
            {
                if (number.Name == "cdd_facet")
                {
                    continue;
                }

                Statistic actual = number.Name switch
                {
                    "demographic_disparity_clarify" => Clarify(inputs, expected, isStratified: false),
                    "cdd_clarify" => Clarify(inputs, expected, isStratified: true),
                    _ => Value(values, Aif360Id(number.Name)),
                };
                OracleRows.Equal(number.Value.GetDouble(), actual, 1e-10, $"{test.GetProperty("id")}, {number.Name}");
                count++;
            }
        }

        Assert.Equal(36, count);
    }

    [SkippableFact]
    public void Every_reference_and_median_number_of_the_oracle_is_reproduced()
    {
        JsonElement test = Cases("aggregations_and_variants.json")
            .Single(static test => test.GetProperty("id").GetString() == "reference_and_median");
        JsonElement expected = test.GetProperty("expected");
        JsonProperty[] groups = [.. test.GetProperty("inputs").GetProperty("values").EnumerateObject()];
        double[] rates = [.. groups.Select(static group => group.Value.GetDouble())];
        double lowest = rates.Min();
        GroupValues values = new()
        {
            Values = rates,
            Sizes = rates,
            Overall = double.NaN,
            Reference = Array.FindIndex(groups, static group => group.Name == "White"),
            Better = Direction.HigherIsBetter,
        };
        for (int group = 0; group < groups.Length; group++)
        {
            double Of(string part) => expected.GetProperty(part).GetProperty(groups[group].Name).GetDouble();
            Statistic ratio = AequitasSummary.Disparity(rates[group], rates[values.Reference]);
            OracleRows.Equal(
                Of("difference_to_reference"), Disparity.DifferenceToReference.PerGroup!(values, group), 1e-12,
                "reference");
            OracleRows.Equal(
                Of("difference_to_median"), Disparity.DifferenceToMedian.PerGroup!(values, group), 1e-12, "median");
            OracleRows.Equal(Of("ratio_to_reference"), ratio, 1e-12, "ratio");
            OracleRows.Equal(
                Of("ratio_to_min"), AequitasSummary.Disparity(rates[group], lowest), 1e-12, "ratio to min");
            Assert.Equal(
                expected.GetProperty("aequitas_parity").GetProperty(groups[group].Name).GetBoolean(),
                ratio.Value is >= 0.8 and <= 1.25);
        }

        OracleRows.Equal(
            expected.GetProperty("four_fifths_ratio").GetDouble(), Disparity.Ratio.Compute(values), 1e-12,
            "four fifths");
    }

    [SkippableFact]
    public void The_default_leaves_undefined_groups_out_where_fairlearn_gives_0()
    {
        JsonElement test = Cases("fairlearn_metrics.json")
            .Single(static test => test.GetProperty("id").GetString() == "undefined_groups");
        JsonElement expected = test.GetProperty("default_preset_expected");
        IReadOnlyList<PresetValue> values = Compute("default", Input(test.GetProperty("inputs")));
        foreach ((string name, string id) in new[]
        {
            ("tpr_gap", "equal_opportunity_difference"), ("fpr_gap", "predictive_equality_difference"),
            ("eod_worst_case", "equalized_odds_difference@worst_case"), ("eod_mean", "equalized_odds_difference@mean"),
        })
        {
            OracleRows.Equal(expected.GetProperty(name).GetDouble(), Value(values, id), 1e-12, name);
        }
    }

    private static Statistic Clarify(JsonElement inputs, JsonElement expected, bool isStratified)
    {
        string facet = expected.GetProperty("cdd_facet").GetString()!;
        string[] group = Texts(inputs, "group"), stratum = Texts(inputs, "stratum");
        int[] decisions = [.. inputs.GetProperty("y_pred").EnumerateArray().Select(static value => value.GetInt32())];
        string[] strata = isStratified ? [.. stratum.Distinct()] : ["all"];
        double[] Count(int decision, bool ofFacet) =>
            [.. strata.Select(level => (double)Enumerable.Range(0, group.Length).Count(
            row => decisions[row] == decision
                && (!isStratified || stratum[row] == level)
                && (!ofFacet || group[row] == facet)))];
        return ConditionalDemographicDisparity.Compute(
            Count(1, true), Count(0, true), Count(1, false), Count(0, false));
    }

    private static string Aif360Id(string name) => name switch
    {
        "smoothed_edf_labels_conc1" => "smoothed_edf|labels",
        "smoothed_edf_predictions_conc1" => "smoothed_edf|predictions",
        "df_bias_amplification_conc1" => "df_bias_amplification",
        "conditional_demographic_disparity_aif360" => "conditional_demographic_disparity",
        "kl_divergence_labels_M_vs_F" => "kl_divergence",
        _ => name.Replace("_F_minus_M", string.Empty, StringComparison.Ordinal)
            .Replace("_F_over_M", string.Empty, StringComparison.Ordinal),
    };

    private static int CheckFrame(string place, JsonElement metrics, IReadOnlyList<PresetValue> values)
    {
        int count = 0;
        foreach (JsonProperty metric in metrics.EnumerateObject())
        {
            foreach (JsonProperty number in metric.Value.EnumerateObject())
            {
                IEnumerable<(string Id, double Expected)> numbers = number.Value.ValueKind == JsonValueKind.Object
                    ? number.Value.EnumerateObject()
                        .Select(group => ($"{number.Name}|{group.Name}", group.Value.GetDouble()))
                    : [(number.Name, number.Value.GetDouble())];
                foreach ((string id, double expected) in numbers)
                {
                    OracleRows.Equal(
                        expected, Value(values, $"{metric.Name}|{id}"), 1e-12, $"{place}, {metric.Name}, {id}");
                    count++;
                }
            }
        }

        return count;
    }

    private static int CheckFairMedFm(JsonElement test)
    {
        PresetInput input = Input(test.GetProperty("inputs"));
        IReadOnlyList<PresetValue> values = Compute("fairmedfm", input);
        JsonElement expected = test.GetProperty("expected_fairmedfm");
        OracleRows.Equal(
            expected.GetProperty("legacy_test_f1_threshold").GetDouble(), Value(values, "threshold"), 1e-9,
            "threshold");
        int count = 1;
        foreach (JsonProperty number in expected.GetProperty("summary").EnumerateObject())
        {
            OracleRows.Equal(number.Value.GetDouble(), Value(values, number.Name), 1e-9, number.Name);
            count++;
        }

        foreach (JsonProperty column in expected.GetProperty("subgroup").EnumerateObject())
        {
            double[] groups = [.. column.Value.EnumerateArray().Select(static value => value.GetDouble())];
            for (int group = 0; group < groups.Length; group++)
            {
                string id = $"{column.Name}|{input.GroupNames[group]}";
                OracleRows.Equal(groups[group], Value(values, id), 1e-9, id);
                count++;
            }

            OracleRows.Equal(
                expected.GetProperty("overall").GetProperty(column.Name).GetDouble(),
                Value(values, $"{column.Name}|overall"),
                1e-9,
                column.Name);
            count++;
        }

        return count;
    }

    private static PresetInput Input(JsonElement inputs)
    {
        OracleRows rows = OracleRows.Of(inputs);
        return Input(rows, rows.Groups);
    }

    private static PresetInput Crossed(JsonElement inputs)
    {
        string[] sex = Texts(inputs, "sex"), age = Texts(inputs, "age");
        return Input(OracleRows.Of(inputs), [.. sex.Zip(age, static (first, second) => $"{first}|{second}")]);
    }

    private static PresetInput Input(OracleRows rows, string?[] groups)
    {
        string[] names = [.. groups.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return new PresetInput
        {
            Labels = rows.Labels,
            Scores = rows.Scores,
            Weights = rows.Weights,
            Groups = [.. groups.Select(group => group is null ? -1 : Array.IndexOf(names, group))],
            GroupNames = names,
        };
    }

    private static string[] Texts(JsonElement inputs, string name) =>
        [.. inputs.GetProperty(name).EnumerateArray().Select(static value => value.ToString())];

    private static JsonElement[] Cases(string file)
    {
        SharedFolder.Require();
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(SharedFolder.Path("oracles/fairness/" + file)));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(static test => test.Clone())];
    }

    private static PresetInput Random(int seed)
    {
        var source = RandomSource.For((ulong)(uint)seed, "preset_identities", 0);
        int count = 40;
        return new PresetInput
        {
            Labels = [.. Enumerable.Range(0, count).Select(row => (sbyte)(row % 2))],
            Scores = [.. Enumerable.Range(0, count).Select(_ => (Math.Floor(source.NextDouble() * 20) + 0.25) / 20.5)],
            Groups = [.. Enumerable.Range(0, count).Select(static row => row / 4 % 2)],
            GroupNames = ["A", "B"],
        };
    }

    private static void Same(double expected, Statistic actual)
    {
        if (double.IsNaN(expected))
        {
            Assert.False(actual.IsDefined);
            return;
        }

        Assert.Equal(expected, actual.Value, 1e-12);
    }

    private static IReadOnlyList<PresetValue> Compute(string preset, PresetInput input) =>
        PresetSummary.Compute(ParityPreset.All[preset], input);

    private static Statistic Value(IReadOnlyList<PresetValue> values, string id) =>
        values.Single(value => value.Id == id).Value;
}
