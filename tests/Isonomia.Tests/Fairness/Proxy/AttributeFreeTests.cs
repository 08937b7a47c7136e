using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class AttributeFreeTests
{
    [SkippableFact]
    public void Agreement_of_clusters_and_groups_matches_scikit_learn()
    {
        JsonElement entry = OracleFile.Open("fairness/attribute_free.json")["proxy_cluster_agreement"];
        int[] groups = [.. entry.GetProperty("inputs").Texts("attribute").Select(name => name == "F" ? 0 : 1)];
        int[] clusters = [.. entry.GetProperty("inputs").Numbers("cluster").Select(k => (int)k)];
        ClusterAgreement found = ClusterAgreement.Of(groups, clusters)!;
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("adjusted_rand"), found.AdjustedRand, 1e-9);
        Assert.Equal(expected.Number("nmi_arithmetic"), found.NormalizedMutualInformation, 1e-9);
        Assert.Equal(expected.Number("ami"), found.AdjustedMutualInformation, 1e-9);
        Assert.Equal(expected.Number("homogeneity"), found.Homogeneity, 1e-9);
        Assert.Equal(expected.Number("completeness"), found.Completeness, 1e-9);
        Assert.Equal(expected.Number("v_measure"), found.VMeasure, 1e-9);
        Assert.Equal(expected.Number("purity"), found.Purity, 1e-9);
        Assert.Equal(expected.Number("cramers_v"), found.CramersV.Value, 1e-9);
        Assert.Equal(expected.Number("fowlkes_mallows"), found.FowlkesMallows, 1e-9);
    }

    [SkippableFact]
    public void Bounds_of_rates_match_linear_programming()
    {
        JsonElement entry = OracleFile.Open("fairness/attribute_free.json")["proxy_bounds_rate"];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected");
        ProxyBounds found = ProxyBounds.Of(
            inputs.Numbers("p_z"), inputs.Numbers("p_a1_given_z"), inputs.Numbers("rate_given_z"))!;
        Assert.Equal(expected.Number("p_a1"), found.Share, 1e-9);
        Assert.Equal(expected.Number("weighted_rate_a1"), found.Weighted.First, 1e-9);
        Assert.Equal(expected.Number("weighted_rate_a0"), found.Weighted.Second, 1e-9);
        Assert.Equal(expected.Number("weighted_difference"), found.WeightedDifference, 1e-9);
        ShouldBe(expected.Numbers("bounds_a1"), found.First);
        ShouldBe(expected.Numbers("bounds_a0"), found.Second);
        ShouldBe(expected.Numbers("bounds_difference"), found.Difference);
        Assert.Null(ProxyBounds.Of([1], [0], [0.5]));
        Assert.Throws<ArgumentException>(() => ProxyBounds.Of([0.5], [0.5], [0.5]));
    }

    [SkippableFact]
    public void Rates_corrected_for_a_proxy_match_the_closed_form()
    {
        JsonElement entry = OracleFile.Open("fairness/attribute_free.json")["proxy_misclassification_correction"];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected");
        ProxyCorrection found = ProxyCorrection.Of(
            inputs.Number("sensitivity"), inputs.Number("specificity"), inputs.Number("prevalence"),
            inputs.Number("rate_in_proxy_1"), inputs.Number("rate_in_proxy_0"));
        Assert.Equal(expected.Number("ppv"), found.PositivePredictiveValue, 1e-9);
        Assert.Equal(expected.Number("npv"), found.NegativePredictiveValue, 1e-9);
        Assert.Equal(expected.Number("rate_a1"), found.First.Value, 1e-9);
        Assert.Equal(expected.Number("rate_a0"), found.Second.Value, 1e-9);
        Assert.Equal(expected.Number("true_difference"), found.Difference.Value, 1e-9);
        Assert.Equal(expected.Number("observed_difference"), found.ObservedDifference, 1e-9);
        Assert.Equal(expected.Number("attenuation_factor"), found.Attenuation, 1e-9);
        Assert.Equal(UndefinedReason.Infeasible, ProxyCorrection.Of(0.5, 0.5, 0.4, 0.6, 0.7).First.Reason);
    }

    [Fact]
    public void Well_separated_groups_are_found_counted_and_called_clusters()
    {
        (FloatMatrix x, Grouping truth) = Islands(240, 3, 6);
        ProxyGroupResult found = ProxyGroups.Run(
            new ProxyGroupRequest { Embeddings = x, Known = [truth], StabilityRefits = 5, Restarts = 3 });
        Assert.Equal(3, found.ClusterCount);
        Assert.False(found.IsGiven);
        Assert.Equal(9, found.Silhouettes.Count);
        Assert.Equal(["cluster 1", "cluster 2", "cluster 3"], found.Grouping.Groups);
        Assert.Equal(1, Assert.Single(found.Agreement).AdjustedRand, 1e-12);
        Assert.True(found.Stability > 0.95);
        Assert.Equal(["proxy_groups"], found.Flags.Select(flag => flag.Id));
        ProxyGroupResult again = ProxyGroups.Run(
            new ProxyGroupRequest { Embeddings = x, StabilityRefits = 5, Restarts = 3, ThreadCount = 1 });
        Assert.Equal(found.Grouping.Codes, again.Grouping.Codes);
        Assert.Equal(found.Stability, again.Stability);
    }

    [Fact]
    public void Clusters_of_noise_are_flagged_as_unstable()
    {
        (FloatMatrix x, _) = Islands(200, 1, 0);
        ProxyGroupResult found = ProxyGroups.Run(
            new ProxyGroupRequest { Embeddings = x, ClusterCount = 7, StabilityRefits = 5, Restarts = 2 });
        Assert.True(found.Stability < 0.6, $"{found.Stability}");
        Assert.Contains("unstable_clusters", found.Flags.Select(flag => flag.Id));
        Assert.Throws<ArgumentException>(() => ProxyGroups.Run(
            new ProxyGroupRequest { Embeddings = new FloatMatrix(new float[4], 2), ClusterCount = 3 }));
    }

    /// <summary>By hand: four points 0, 1, 10, 12 on a line in two clusters: the silhouettes are 9.5/10.5 less 1 …
    /// .</summary>
    [Fact]
    public void The_silhouette_is_the_mean_worked_by_hand()
    {
        SilhouetteSample sample = new(new FloatMatrix(new float[] { 0, 1, 10, 12 }, 1), 1);
        double expected = (((11 - 1) / 11.0) + ((10 - 1) / 10.0) + ((9.5 - 2) / 9.5) + ((11.5 - 2) / 11.5)) / 4;
        Assert.Equal(expected, sample.Mean([0, 0, 1, 1], 2), 1e-6);
    }

    private static void ShouldBe(double[] expected, Interval actual)
    {
        Assert.Equal(expected[0], actual.Low, 1e-9);
        Assert.Equal(expected[1], actual.High, 1e-9);
    }

    private static (FloatMatrix X, Grouping Truth) Islands(int count, int islands, double distance)
    {
        RandomSource random = new(13);
        int[] codes = [.. Enumerable.Range(0, count).Select(i => i % islands)];
        float[] x = [.. codes.SelectMany(k => Enumerable.Range(0, 12).Select(j =>
            (float)(random.NextNormal() + (j == k ? distance : 0))))];
        return (new FloatMatrix(x, 12),
            new Grouping("truth", [.. Enumerable.Range(0, islands).Select(k => $"{k}")], codes));
    }
}
