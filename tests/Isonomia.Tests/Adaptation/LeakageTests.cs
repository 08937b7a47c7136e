using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class LeakageTests
{
    [SkippableFact]
    public void The_attribute_probe_and_the_separability_match_the_reference()
    {
        SharedFolder.Require();
        JsonNode file = JsonNode.Parse(File.ReadAllText(SharedFolder.Path("oracles/fairness/attribute_free.json")))!;
        JsonNode oracle = file["cases"]!.AsArray()
            .Single(c => c!["id"]!.GetValue<string>() == "leakage_probe_logistic")!;
        float[] x = [.. oracle["inputs"]!["X"]!.AsArray()
            .SelectMany(row => row!.AsArray().Select(v => v!.GetValue<float>()))];
        int[] codes = [.. oracle["inputs"]!["attribute"]!.AsArray().Select(v => v!.GetValue<int>())];
        FloatMatrix matrix = new(x, 3);
        Grouping attribute = new("attribute", ["0", "1"], codes);
        AttributeLeakage leakage = AttributeProbe.Run(new AttributeProbeRequest
        {
            Embeddings = matrix,
            Attribute = attribute,
            Splits = new SampleSplits([.. Enumerable.Range(0, 50)], [], [.. Enumerable.Range(50, codes.Length - 50)]),
            Grid = [1],
            IsStandardized = false,
            FoldCount = 0,
            Permutations = 0,
        });
        SeparabilityResult separability = Separability.Run(new SeparabilityRequest
        {
            Embeddings = matrix, Attribute = attribute, Folds = [.. codes.Select((_, row) => row % 5)],
                IsStandardized = false,
        });
        JsonNode expected = oracle["expected"]!;
        Assert.Equal(expected["test_auroc"]!.GetValue<double>(), leakage.Auroc.Value!.Value, 1e-9);
        Assert.Equal(expected["test_balanced_accuracy"]!.GetValue<double>(), leakage.BalancedAccuracy.Value!.Value,
            1e-9);
        Assert.Equal(expected["separability_pooled_auroc"]!.GetValue<double>(), separability.Pooled.Value!.Value, 1e-9);
        Assert.Equal(expected["separability_mean_fold_auroc"]!.GetValue<double>(), separability.MeanOfFolds!.Value,
            1e-9);
    }

    [Fact]
    public void What_is_encoded_is_found_what_is_not_is_not_and_the_control_finds_nothing()
    {
        using EmbeddedPhantom phantom = new();
        LeakageResult result = Leakage.Run(new LeakageRequest { Source = phantom.Source("sex", "age:0,50", "site") });
        AttributeLeakage sex = result.Attributes[0];
        Assert.InRange(sex.Auroc.Value!.Value, 0.93, 1);
        Assert.InRange(sex.Conditional!.Value!.Value, 0.93, 1);
        Assert.Equal(["0", "1"], sex.WithinLabel.Keys);
        Assert.InRange(sex.PermutedMean!.Value, 0.3, 0.7);
        Assert.InRange(sex.Separability!.Pooled.Value!.Value, 0.93, 1);
        Assert.Equal(48, sex.Groups.Sum(group => group.TestPatients));
        AttributeLeakage age = result.Attributes[1];
        Assert.True(age.Auroc.Low < 0.5 && age.Auroc.High > 0.5, $"{age.Auroc.Value}");
        Assert.True(result.Inspection.Tests.Where(test => test.Attribute == "sex").Min(test => test.PAdjusted) < 1e-6);
        Assert.Equal("one_row_a_patient", Assert.Single(result.Inspection.Flags).Id);

        string json = LeakageJson.Serialize(result);
        Assert.Equal(json, LeakageJson.Serialize(Leakage.Run(
            new LeakageRequest { Source = phantom.Source("sex", "age:0,50", "site"), Threads = 1 })));
        Assert.Equal("isonomia.leakage/1", JsonDocument.Parse(json).RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void Without_a_split_column_patients_are_dealt_and_small_groups_are_named()
    {
        using EmbeddedPhantom phantom = new(
            hasSplits: false, change: cells =>
            {
                cells["split"] = string.Empty;
                cells["sex"] = cells["patient"] == "P3" ? "diverse" : cells["sex"];
            });
        EmbeddedCohortSource source = phantom.Source("sex");
        File.WriteAllText(
            phantom.ManifestPath, File.ReadAllText(phantom.ManifestPath)
                .Replace(",split,", ",part,", StringComparison.Ordinal));
        LeakageResult result =
            Leakage.Run(new LeakageRequest { Source = source, HasProxyGroups = true, ProxyGroupCount = 3 });
        Assert.Contains(result.Flags, flag => flag.Id == "splits_dealt");
        Assert.Equal("diverse", Assert.Single(result.Attributes[0].LeftOut).Group);
        Assert.Equal(3, result.Proxies!.Sizes.Count);
        Assert.Throws<ArgumentException>(() => Leakage.Run(new LeakageRequest { Source = phantom.Source() }));
    }

    [Fact]
    public void Folds_hold_every_patient_once_and_every_kind_of_patient()
    {
        int[] units = [.. Enumerable.Range(0, 100).Select(row => row / 2)];
        int[] strata = [.. units.Select(unit => unit % 10 == 0 ? 1 : 0)];
        int[] folds = PatientFolds.Deal(units, strata, 5, new RandomSource(1));
        Assert.All(Enumerable.Range(0, 50), unit => Assert.Equal(folds[2 * unit], folds[(2 * unit) + 1]));
        for (int fold = 0; fold < 5; fold++)
        {
            Assert.Equal(20, folds.Count(own => own == fold));
            Assert.Equal(2, Enumerable.Range(0, 100).Count(row => folds[row] == fold && strata[row] == 1));
        }
    }

    [Fact]
    public void The_interval_of_a_mean_of_two_classes_is_that_of_Obuchowski()
    {
        RandomSource random = new(21);
        int[] units = [.. Enumerable.Range(0, 120).Select(row => row / 3)];
        int[] classes = [.. units.Select((_, row) => random.NextInt32(2))];
        double[] scores = [.. classes.SelectMany(k =>
        {
            double p = 1 / (1 + Math.Exp(-k - random.NextNormal()));
            return new[] { 1 - p, p };
        })];
        double[] second = [.. classes.Select((_, row) => scores[(2 * row) + 1])];
        AurocPlacements placements = AurocPlacements.Of([.. classes.Select(k => (sbyte)k)], second)!;
        MetricValue found = AurocTerms.Mean(AurocTerms.OneVersusRest(scores, classes, 2), units, 0.95);
        Assert.Equal(placements.Auroc, found.Value!.Value, 1e-12);

        // Obuchowski divides each part by its own number of patients; here nearly all patients have both classes.
        Assert.Equal(Math.Sqrt(placements.ClusteredVariance(units).Value), found.StandardError!.Value,
            0.02 * found.StandardError.Value);
    }
}
