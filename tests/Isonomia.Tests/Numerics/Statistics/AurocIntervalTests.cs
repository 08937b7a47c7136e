using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class AurocIntervalTests
{
    [SkippableFact]
    public void Matches_pROC_over_all_rows_by_group_and_between_models()
    {
        int compared = 0;
        var oracle = OracleFile.Open("fairness/delong.json");
        foreach (JsonElement entry in oracle.Cases)
        {
            JsonElement inputs = oracle.Inputs(entry);
            JsonElement expected = entry.GetProperty("expected");
            sbyte[] labels = inputs.Labels("y_true");
            string?[] group = inputs.Texts("group");
            AurocPlacements first = AurocPlacements.Of(labels, inputs.Numbers("score"))!;
            Assert.Equal(expected.Number("auc"), first.Auroc, 1e-12);
            Assert.Equal(expected.Number("delong_variance"), first.DeLongVariance.Value, 1e-9);
            Compare(expected, "ci95", AurocInterval.Wald(first.Auroc, first.DeLongVariance.Value));
            Compare(expected, "ci90", AurocInterval.Wald(first.Auroc, first.DeLongVariance.Value, 0.9));
            Compare(expected, "ci95_logit", AurocInterval.Logit(first.Auroc, first.DeLongVariance.Value));
            JsonElement paired = expected.GetProperty("paired");
            AurocPlacements second = AurocPlacements.Of(labels, inputs.Numbers("score_model2"))!;
            Assert.Equal(paired.Number("covariance"), AurocPlacements.Covariance(first, second), 1e-9);
            Assert.Equal(paired.Number("z"), AurocInterval.Paired(first, second).Z.Value, 1e-8);
            Assert.Equal(paired.Number("p_two_sided"), AurocInterval.Paired(first, second).P.Value, 1e-9);
            Assert.Equal(paired.Number("p_greater"), Gaussian.Cdf(-AurocInterval.Paired(first, second).Z.Value), 1e-9);
            CompareGroups(
                expected.GetProperty("by_group"), name => Placements(inputs, labels, group, name)!, labels, group);
            foreach (JsonProperty pair in expected.GetProperty("between_groups").EnumerateObject())
            {
                string[] names = pair.Name.Split(" , ");
                AurocPlacements? a = Placements(inputs, labels, group, names[0]);
                AurocPlacements? b = Placements(inputs, labels, group, names[1]);
                (Statistic t, Statistic df, Statistic p) = AurocInterval.UnpairedWelch(a!, b!);
                if (pair.Value.GetProperty("proc_p").ValueKind == JsonValueKind.Null || !t.IsDefined)
                {
                    continue;
                }

                Assert.Equal(pair.Value.Number("proc_statistic"), t.Value, 1e-8);
                Assert.Equal(pair.Value.Number("proc_welch_df"), df.Value, 1e-6);
                Assert.Equal(pair.Value.Number("proc_p"), p.Value, 1e-8);
                Assert.Equal(pair.Value.Number("normal_p"), AurocInterval.Unpaired(a!, b!).P.Value, 1e-9);
                compared++;
            }
        }

        Assert.True(compared >= 4);
    }

    [SkippableFact]
    public void The_clustered_variance_matches_Obuchowski()
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        JsonElement inputs = oracle["explicit_patient_counts"].GetProperty("inputs");
        JsonElement expected = oracle["obuchowski_clustered_auroc_variance"].GetProperty("expected");
        string?[] patients = inputs.Texts("patient");
        string?[] groups = inputs.Texts("group");
        foreach (JsonProperty group in expected.EnumerateObject())
        {
            int[] rows =
            [
                .. Enumerable.Range(0, groups.Length)
                .Where(i => group.Name == "__overall__" || groups[i] == group.Name),
            ];
            string?[] names = [.. rows.Select(i => patients[i]).Distinct()];
            int[] units = [.. rows.Select(i => Array.IndexOf(names, patients[i]))];
            AurocPlacements placements = AurocPlacements.Of(
                [.. rows.Select(i => inputs.Labels("y_true")[i])], [.. rows.Select(i => inputs.Numbers("score")[i])])!;
            Assert.Equal(group.Value.Number("auroc"), placements.Auroc, 1e-12);
            Assert.Equal(group.Value.Number("variance_clustered"), placements.ClusteredVariance(units).Value, 1e-12);
            Assert.Equal(
                group.Value.Number("se_delong_ignoring_clusters"), Math.Sqrt(placements.DeLongVariance.Value), 1e-12);
        }
    }

    [Fact]
    public void A_perfect_ranking_has_no_variance() => Assert.Equal(
        UndefinedReason.BoundaryEstimate,
        AurocPlacements.Of([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])!.DeLongVariance.Reason);

    [Fact]
    public void Placements_equal_the_pairwise_definition_for_any_ties()
    {
        for (int round = 0; round < 50; round++)
        {
            RandomSource random = RandomSource.For(1, "placements", round);
            sbyte[] labels = [1, 0, .. Enumerable.Range(0, 20).Select(_ => (sbyte)random.NextInt32(2))];
            double[] scores = [.. labels.Select(_ => random.NextInt32(6) / 5.0)];
            AurocPlacements placements = AurocPlacements.Of(labels, scores)!;
            double[] negatives = [.. scores.Where((_, i) => labels[i] == 0)];
            double[] positives = [.. scores.Where((_, i) => labels[i] == 1)];
            for (int i = 0; i < positives.Length; i++)
            {
                double expected = negatives.Average(s => positives[i] > s ? 1 : positives[i] == s ? 0.5 : 0);
                Assert.Equal(expected, placements.Positives[i], 1e-12);
            }
        }
    }

    private static void CompareGroups(
        JsonElement expected, Func<string, AurocPlacements> placements, sbyte[] labels, string?[] group)
    {
        foreach (JsonProperty entry in expected.EnumerateObject())
        {
            AurocPlacements own = placements(entry.Name);
            double variance = entry.Value.Number("delong_variance");
            Assert.Equal(entry.Value.Number("auc"), own.Auroc, 1e-12);
            Assert.Equal(
                variance > 0 ? null : UndefinedReason.BoundaryEstimate,
                own.DeLongVariance.Reason);
            Assert.Equal(variance > 0 ? variance : double.NaN, own.DeLongVariance.ValueOrNaN, 1e-9);
            Compare(entry.Value, "ci95", AurocInterval.Wald(own.Auroc, variance));
            int positives = group.Where((name, i) => name == entry.Name && labels[i] == 1).Count();
            int negatives = group.Where((name, i) => name == entry.Name && labels[i] == 0).Count();
            Assert.Equal(
                entry.Value.Number("hanley_mcneil_variance"),
                AurocInterval.HanleyMcNeilVariance(own.Auroc, positives, negatives),
                1e-9);
        }
    }

    private static AurocPlacements? Placements(JsonElement inputs, sbyte[] labels, string?[] group, string name)
    {
        double[] scores = inputs.Numbers("score");
        int[] rows = [.. Enumerable.Range(0, labels.Length).Where(i => group[i] == name)];
        return AurocPlacements.Of([.. rows.Select(i => labels[i])], [.. rows.Select(i => scores[i])]);
    }

    private static void Compare(JsonElement expected, string name, Interval actual)
    {
        double[] ends = expected.Numbers(name);
        Assert.Equal(ends[0], actual.Low, 1e-8);
        Assert.Equal(ends[1], actual.High, 1e-8);
    }
}
