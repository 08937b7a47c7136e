using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Reporting;

namespace Isonomia.Tests;

public sealed class CohortMitigationTests
{
    [Fact]
    public void Predictions_and_the_comparison_with_plain_training_are_written()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        CohortMitigationResult result = CohortMitigation.Run(Request(phantom, "group_dro"));
        string bytes = File.ReadAllText(result.PredictionsPath);
        CohortMitigationResult threaded = CohortMitigation.Run(Request(phantom, "group_dro") with { Threads = 3 });
        Assert.Equal(bytes, File.ReadAllText(threaded.PredictionsPath));
        CohortMitigationResult again = CohortMitigation.Run(Request(phantom, "group_dro"));
        Assert.Equal(MitigationJson.Serialize(result), MitigationJson.Serialize(again));

        Assert.Equal(("site", "in", false), (result.Attribute, result.Stage, result.UsesAttributeAtTest));
        Assert.Equal(288, result.CellCounts.Values.Sum());
        Assert.Equal(["erm", "group_dro"], result.Comparison!.Models);
        Assert.DoesNotContain(",train,", bytes, StringComparison.Ordinal);
        Assert.Contains("--score score", result.AuditOptions);
    }

    [Fact]
    public void Plain_training_gets_the_head_that_the_method_needs()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        CohortMitigationResult silent = CohortMitigation.Run(Request(phantom, "mmd") with
        {
            Settings = new Dictionary<string, string> { ["gamma"] = "0" },
        });
        Assert.Equal("mlp", silent.Training!.Head);

        // Without its penalty the method is plain training with the same head: every value agrees.
        Assert.All(
            silent.Comparison!.Values.GroupBy(value => value.Attribute),
            pair => Assert.Single(pair.Select(value => value.Overall!.Value).Distinct()));
    }

    [Fact]
    public void Decisions_are_a_column_that_the_audit_is_told_to_read_and_depend_on_the_id_alone()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        CohortMitigationResult result = CohortMitigation.Run(Request(phantom, "threshold_optimizer") with
        {
            Settings = new Dictionary<string, string> { ["constraint"] = "demographic_parity" },
        });
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        Assert.All(table["decision"], cell => Assert.Contains(cell, new[] { "0", "1" }));
        Assert.Contains("--score decision --threshold 0.5", result.AuditOptions);
        Assert.True(result.UsesAttributeAtTest && result.IsRandomized);
        Assert.Equal("balanced_accuracy", result.Comparison!.Metric);
        Assert.Equal(2, result.Fitted.Count);
    }

    [Fact]
    public void A_table_of_predictions_of_any_model_is_corrected()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        CohortMitigationResult erm = CohortMitigation.Run(Request(phantom, "erm"));
        CohortMitigationResult result = TableMitigation.Run(new TableMitigationRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [erm.PredictionsPath],
                Labels = ["label"],
                Scores = ["score"],
                Attributes = ["site"],
                Split = "split",
                Id = "id",
            },
            ValidationSplit = "val",
            TestSplit = "test",
            Method = "group_threshold",
            Settings = new Dictionary<string, string> { ["target"] = "0.9" },
            OutputFolder = phantom.Out + "2",
        });
        Assert.Equal([0, 96, 96], result.SplitSizes);
        Assert.Equal(192, TextTable.Read(result.PredictionsPath, null, default)["decision"].Length);
        Assert.All(result.Fitted.Values, group => Assert.InRange(group["tpr"], 0.8, 1));
        Assert.Contains("trains or changes embeddings", Assert.Throws<ArgumentException>(() =>
            TableMitigation.Run(new TableMitigationRequest
            {
                Predictions =
                    new PredictionRequest { Paths = [erm.PredictionsPath], Labels = ["label"], Scores = ["score"] },
                Method = "group_dro",
                OutputFolder = phantom.Out,
            })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_goes_on_from_its_cache_and_says_who_gained()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 1);
        MitigationBenchmarkRequest request = new()
        {
            Source = phantom.Source("site", "sex"),
            Label = "dx",
            Methods = ["resample", "group_threshold"],
            SeedCount = 2,
            Training = new TrainingOptions { Epochs = 3 },
            OutputFolder = phantom.Out,
            Replicates = 50,
        };
        MitigationBenchmarkResult result = MitigationBenchmark.Run(request with { Threads = 2 });
        Assert.Equal(12, result.Runs.Count);
        Assert.Equal(["erm", "resample"], result.Scores!.Models);
        Assert.Equal(["erm", "group_threshold", "resample"], result.Decisions!.Models);
        Assert.Equal(["site", "sex"], result.Attributes);
        Assert.Contains(result.Decisions.Changes, change => change.Model == "group_threshold");

        MitigationBenchmarkResult again = MitigationBenchmark.Run(request with { Threads = 2 });
        Assert.Equal(MitigationBenchmarkJson.Serialize(result), MitigationBenchmarkJson.Serialize(again));
        string page = BenchmarkReport.Render(result);
        Assert.Contains("What each method did", page, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(MitigationBenchmarkJson.Serialize(result));
        Assert.Equal("isonomia.bench/1", json.RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void Presets_name_methods_that_exist() => Assert.All(
        BenchmarkPreset.All,
        preset => Assert.All(preset.Methods, id => Assert.Equal(id, MitigationMethod.All[id].Id)));

    [Fact]
    public void What_cannot_be_mitigated_is_refused_in_a_sentence()
    {
        using EmbeddedPhantom phantom = new();
        Assert.Throws<Catalogs.UnknownNameException>(() => CohortMitigation.Run(Request(phantom, "group_dor")));
        Assert.Throws<Catalogs.UnknownNameException>(() => CohortMitigation.Run(Request(phantom, "group_dro") with
        {
            Settings = new Dictionary<string, string> { ["etaa"] = "1" },
        }));
        Assert.Contains("must lie in", Assert.Throws<ArgumentException>(() =>
            CohortMitigation.Run(Request(phantom, "group_dro") with
            {
                Settings = new Dictionary<string, string> { ["eta"] = "-1" },
            })).Message, StringComparison.Ordinal);
        Assert.Contains("No attribute was named", Assert.Throws<ArgumentException>(() =>
            CohortMitigation.Run(Request(phantom, "erm") with { Source = phantom.Source() })).Message,
            StringComparison.Ordinal);
        using EmbeddedPhantom oneSite = new(change: cells => cells["site"] = "north");
        Assert.Contains("needs two", Assert.Throws<ProbeException>(() =>
            CohortMitigation.Run(Request(oneSite, "group_dro"))).Message, StringComparison.Ordinal);
    }

    private static CohortMitigationRequest Request(EmbeddedPhantom phantom, string method) => new()
    {
        Source = phantom.Source("site"),
        Label = "dx",
        Method = method,
        Training = new TrainingOptions { Epochs = 5 },
        OutputFolder = phantom.Out,
        Replicates = 50,
        Threads = 1,
    };
}
