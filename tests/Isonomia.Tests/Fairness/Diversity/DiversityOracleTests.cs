using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Diversity, representation and association against numpy and scipy.</summary>
public sealed class DiversityOracleTests
{
    private const double Tolerance = 1e-12;

    private static readonly Dictionary<string, string> IndexOfKey = new()
    {
        ["richness"] = "effective_number@q0",
        ["shannon_nats"] = "shannon",
        ["shannon_bits"] = "shannon@bits",
        ["pielou_over_all_categories"] = "pielou@declared",
        ["pielou_over_present"] = "pielou@present",
        ["simpson_concentration"] = "simpson",
        ["simpson_unbiased"] = "simpson@unbiased",
        ["gini_simpson_unbiased"] = "gini_simpson@unbiased",
        ["inverse_simpson"] = "effective_number@q2",
        ["effective_number_q0"] = "effective_number@q0",
        ["effective_number_q1"] = "effective_number@q1",
        ["effective_number_q2"] = "effective_number@q2",
        ["effective_number_qinf"] = "effective_number@qinf",
        ["gini_coefficient_all_categories"] = "gini_coefficient@declared",
        ["gini_coefficient_present"] = "gini_coefficient@present",
        ["imbalance_ratio_max_over_min_present"] = "imbalance_ratio",
        ["imbalance_ratio_all"] = "imbalance_ratio@declared",
        ["kl_to_uniform_nats"] = "kl_to_uniform",
        ["theil_T"] = "theil_t",
        ["atkinson_1_zero_category"] = "atkinson_1",
    };

    [SkippableFact]
    public void Every_index_matches()
    {
        int compared = 0;
        foreach (JsonElement entry in OracleFile.Open("fairness/diversity.json").Cases
            .Where(entry => entry.GetProperty("id").GetString()!.StartsWith("diversity_", StringComparison.Ordinal)))
        {
            long[] counts = [.. entry.GetProperty("inputs").Numbers("counts").Select(count => (long)count)];
            foreach (JsonProperty key in entry.GetProperty("expected")
                    .EnumerateObject()
                    .Where(key => key.Name != "categories"))
            {
                Statistic actual = DiversityIndex.All[IndexOfKey.GetValueOrDefault(key.Name, key.Name)].Compute(counts);
                compared++;
                if (key.Value.ValueKind == JsonValueKind.Null)
                {
                    Assert.Equal(
                        UndefinedReasons.Parse(entry.GetProperty("undefined").GetProperty(key.Name).GetString()!),
                        actual.Reason);
                    continue;
                }

                Assert.True(
                    Math.Abs(key.Value.GetDouble() - actual.Value) <= Tolerance,
                    $"{entry.GetProperty("id")}: {key.Name} is {actual}.");
            }
        }

        Assert.True(compared > 140);
    }

    [SkippableFact]
    public void Representation_matches()
    {
        JsonElement entry = OracleFile.Open("fairness/diversity.json")["representation_against_reference"];
        JsonElement expected = entry.GetProperty("expected");
        var actual = Representation.Against(
            [.. entry.GetProperty("inputs").Numbers("counts").Select(count => (long)count)],
            entry.GetProperty("inputs").Numbers("reference_share"));
        Assert.Equal(expected.Numbers("representation_ratio"), actual.Rows.Select(row => row.Ratio.Value), Close);
        Assert.Equal(expected.Numbers("representation_difference"), actual.Rows.Select(row => row.Difference), Close);
        Assert.Equal(expected.Numbers("log_ratio"), actual.Rows.Select(row => row.LogRatio.Value), Close);
        Assert.Equal(expected.Number("kl_nats"), actual.KullbackLeibler.Value, Tolerance);
        Assert.Equal(expected.Number("js_divergence_nats"), actual.JensenShannon, Tolerance);
        Assert.Equal(expected.Number("js_distance_sqrt_nats"), actual.JensenShannonDistance, Tolerance);
        Assert.Equal(expected.Number("js_distance_sqrt_bits"), actual.JensenShannonDistanceBits, Tolerance);
        Assert.Equal(expected.Number("total_variation"), actual.TotalVariation, Tolerance);
        Assert.Equal(expected.Number("hellinger"), actual.Hellinger, Tolerance);
        Assert.Equal(expected.Number("chi2"), actual.ChiSquared.Value, 1e-10);
        Assert.Equal(expected.Number("chi2_p"), actual.ChiSquaredP.Value, 1e-20);
        Assert.Equal(expected.Number("psi"), actual.PopulationStability.Value, Tolerance);
        Assert.Equal(expected.Number("linf"), actual.LargestDifference, Tolerance);
    }

    [SkippableFact]
    public void Association_matches()
    {
        JsonElement entry = OracleFile.Open("fairness/diversity.json")["attribute_label_association"];
        JsonElement expected = entry.GetProperty("expected");
        double[][] table = entry.GetProperty("inputs").Matrix("table_rows_groups_cols_label1_label0");
        var actual = LabelAssociation.Of([.. table.Select(row => row[0])], [.. table.Select(row => row[1])]);
        Assert.Equal(expected.Number("chi2"), actual.Test.ChiSquared, 1e-10);
        Assert.Equal(expected.Number("df"), actual.Test.DegreesOfFreedom);
        Assert.Equal(expected.Number("p"), actual.Test.P, Tolerance);
        Assert.Equal(expected.Number("cramers_v"), actual.Test.CramersV.Value, Tolerance);
        Assert.Equal(expected.Number("cramers_v_bias_corrected"), actual.Test.CramersVBiasCorrected.Value, Tolerance);
        Assert.Equal(expected.Number("mutual_information_nats"), actual.Test.MutualInformation, Tolerance);
        Assert.Equal(expected.Number("normalized_mi_sqrt"), actual.NormalizedMutualInformation.Value, Tolerance);
        Assert.Equal(expected.Numbers("prevalence_by_group"), actual.Prevalences.Select(value => value.Value), Close);
        Assert.Equal(expected.Numbers("pmi_label1"), actual.PointwiseInformation.Select(row => row[0].Value), Close);
    }

    [Fact]
    public void A_group_the_reference_lacks_leaves_no_ratio()
    {
        var actual = Representation.Against([5, 5, 0], [0.5, 0, 0.5]);
        Assert.Equal(UndefinedReason.ZeroCategory, actual.Rows[1].Ratio.Reason);
        Assert.Equal(UndefinedReason.ZeroCategory, actual.Rows[2].LogRatio.Reason);
        Assert.Equal(UndefinedReason.ZeroCategory, actual.KullbackLeibler.Reason);
        Assert.Equal(UndefinedReason.ZeroCategory, actual.ChiSquaredP.Reason);
        Assert.Equal(0.5, actual.TotalVariation, Tolerance);
        Assert.Throws<ArgumentException>(() => Representation.Against([5, 5], [0.5, 0.6]));
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) < Tolerance;
}
