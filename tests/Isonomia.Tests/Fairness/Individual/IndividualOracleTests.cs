using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Individual fairness against AIF360, holisticai and brute force.</summary>
public sealed class IndividualOracleTests
{
    private const double Tolerance = 1e-10;

    [SkippableTheory]
    [InlineData("two_groups_ties")]
    [InlineData("four_groups")]
    public void Every_number_of_the_tables_matches(string id)
    {
        JsonElement entry = OracleFile.Open("fairness/individual_and_aif360.json")[id];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected_individual");
        sbyte[] labels = inputs.Labels("y_true");
        double[] decisions = inputs.Numbers("y_pred");
        double[] scores = inputs.Numbers("score");
        double[] ofDecisions = GeneralizedEntropy.Benefits(decisions, labels);
        double[] ofScores = GeneralizedEntropy.Benefits(scores, labels);
        string?[] names = inputs.Texts("group");
        int[] groups = [.. names.Select(name => Array.IndexOf([.. names.Distinct()], name))];
        float[] features = [.. inputs.Matrix("features").SelectMany(row => row).Select(value => (float)value)];
        EntropyDecomposition parts = GeneralizedEntropy.Decompose(ofDecisions, groups);
        LipschitzResult lipschitz = LipschitzFairness.Compute(features, scores);
        Dictionary<string, Statistic> actual = new()
        {
            ["gei_2_labels"] = GeneralizedEntropy.Index(ofDecisions),
            ["gei_1_labels"] = GeneralizedEntropy.Index(ofDecisions, 1),
            ["gei_0.5_labels"] = GeneralizedEntropy.Index(ofDecisions, 0.5),
            ["gei_3_labels"] = GeneralizedEntropy.Index(ofDecisions, 3),
            ["gei_0_labels"] = GeneralizedEntropy.Index(ofDecisions, 0),
            ["gei_2_scores"] = GeneralizedEntropy.Index(ofScores),
            ["gei_1_scores"] = GeneralizedEntropy.Index(ofScores, 1),
            ["gei_0_scores"] = GeneralizedEntropy.Index(ofScores, 0),
            ["theil_labels"] = GeneralizedEntropy.Theil(ofDecisions),
            ["cv_aif360"] = GeneralizedEntropy.CoefficientOfVariation(ofDecisions),
            ["cv_holisticai"] = GeneralizedEntropy.CoefficientOfVariationHolisticAi(ofDecisions),
            ["gei_2_between_groups"] = parts.Between,
            ["gei_2_within_groups"] = parts.Within,
            ["gei_2_between_all_groups_aif360"] = parts.Between,
            ["theil_between_groups"] = GeneralizedEntropy.Decompose(ofDecisions, groups, 1).Between,
            ["consistency_k5_self_included_labels"] = Consistency(features, decisions, 5, true),
            ["consistency_k5_self_excluded_labels"] = Consistency(features, decisions, 5, false),
            ["consistency_k5_self_excluded_scores"] = Consistency(features, scores, 5, false),
            ["consistency_k3_self_excluded_scores"] = Consistency(features, scores, 3, false),
            ["lipschitz_violation_rate_L1"] = lipschitz.ViolationRate,
            ["lipschitz_constant_max"] = lipschitz.LargestRatio,
        };
        foreach (JsonProperty key in expected.EnumerateObject())
        {
            if (key.Value.ValueKind == JsonValueKind.Null)
            {
                Assert.Equal(UndefinedReason.ZeroBenefit, actual[key.Name].Reason);
                continue;
            }

            // The features of the library are single precision; a ratio of two of their distances keeps about seven
            // digits.
            double tolerance = key.Name == "lipschitz_constant_max" ? 1e-5 : Tolerance;
            Assert.True(
                Math.Abs(key.Value.GetDouble() - actual[key.Name].Value) <= tolerance,
                $"{key.Name} is {actual[key.Name]}.");
        }
    }

    [SkippableTheory]
    [InlineData("two_groups_ties")]
    [InlineData("four_groups")]
    public void Differential_fairness_matches(string id)
    {
        JsonElement entry = OracleFile.Open("fairness/individual_and_aif360.json")[id];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected_group_aif360");
        string?[] names = inputs.Texts("group");
        double[] Sums(double[] values) =>
            [
                .. names.Distinct()
                .Order(StringComparer.Ordinal)
                .Select(name => values.Where((_, row) => names[row] == name).Sum())];
        double[] totals = Sums([.. names.Select(_ => 1.0)]);
        double[] labeled = Sums(inputs.Numbers("y_true"));
        double[] decided = Sums(inputs.Numbers("y_pred"));
        Assert.Equal(
            expected.Number("smoothed_edf_labels_conc1"),
            DifferentialFairness.Smoothed(labeled, totals).Value,
            Tolerance);
        Assert.Equal(
            expected.Number("smoothed_edf_predictions_conc1"),
            DifferentialFairness.Smoothed(decided, totals).Value,
            Tolerance);
        Assert.Equal(
            expected.Number("df_bias_amplification_conc1"),
            DifferentialFairness.Amplification(decided, labeled, totals).Value, Tolerance);
    }

    [SkippableFact]
    public void Benefits_alone_match()
    {
        OracleFile oracle = OracleFile.Open("fairness/individual_and_aif360.json");
        foreach (JsonElement entry in oracle.Cases.Where(
                entry => entry.GetProperty("inputs").TryGetProperty("benefit", out _)))
        {
            double[] benefits = entry.GetProperty("inputs").Numbers("benefit");
            foreach (JsonProperty key in entry.GetProperty("expected").EnumerateObject())
            {
                Statistic actual = key.Name switch
                {
                    "cv" => GeneralizedEntropy.CoefficientOfVariation(benefits),
                    "theil" => GeneralizedEntropy.Theil(benefits),
                    "aif360_gei_0_with_its_extra_division" => GeneralizedEntropy.MeanLogDeviationAif360(benefits),
                    _ => GeneralizedEntropy.Index(
                        benefits,
                        double.Parse(key.Name["gei_".Length..], System.Globalization.CultureInfo.InvariantCulture)),
                };
                if (key.Value.ValueKind == JsonValueKind.Null)
                {
                    Assert.Equal(
                        benefits.Sum() == 0 ? UndefinedReason.ZeroMean : UndefinedReason.ZeroBenefit, actual.Reason);
                    continue;
                }

                Assert.True(
                    Math.Abs(key.Value.GetDouble() - actual.Value) <= Tolerance,
                    $"{entry.GetProperty("id")}: {key.Name} is {actual}.");
            }
        }
    }

    [SkippableFact]
    public void Counterfactual_flips_match()
    {
        JsonElement entry = OracleFile.Open("fairness/shift_efficiency_hallucination.json").Cases
            .Single(entry => entry.GetProperty("expected").ValueKind == JsonValueKind.Object
                && entry.GetProperty("expected").TryGetProperty("mcnemar_exact_p", out _));
        JsonElement expected = entry.GetProperty("expected");
        bool[][] rows = [.. entry.GetProperty("inputs").GetProperty("rows").EnumerateArray()
            .Select(row => new[] { row[1].GetString() == "yes", row[2].GetString() == "yes" })];
        var flips = CounterfactualFlips.Count([.. rows.Select(row => row[0])], [.. rows.Select(row => row[1])]);
        Assert.Equal(expected.Number("flip_rate"), flips.FlipRate.Value, Tolerance);
        Assert.Equal(expected.Number("yes_to_no"), flips.YesToNo);
        Assert.Equal(expected.Number("no_to_yes"), flips.NoToYes);
        Assert.Equal(expected.Number("net_effect"), flips.NetEffect.Value, Tolerance);
        Assert.Equal(expected.Number("mcnemar_exact_p"), flips.McNemarP, Tolerance);
    }

    private static Statistic Consistency(float[] features, double[] values, int neighbors, bool includesSelf) =>
        NeighborConsistency.Compute(new NeighborRequest
        {
            Features = features,
            Values = values,
            NeighborCount = neighbors,
            IncludesSelf = includesSelf,
        }).Consistency;
}
