using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class CohortProbeTests
{
    [Fact]
    public void Predictions_are_read_by_the_audit_and_do_not_depend_on_the_thread_count()
    {
        using EmbeddedPhantom phantom = new();
        CohortProbeResult result = CohortProbe.Run(Request(phantom) with { Calibrator = "platt", Threads = 1 });
        string bytes = File.ReadAllText(result.PredictionsPath);
        CohortProbeResult again = CohortProbe.Run(Request(phantom) with { Calibrator = "platt", Threads = 3 });
        Assert.Equal(bytes, File.ReadAllText(again.PredictionsPath));
        Assert.Equal(CohortProbeJson.Serialize(result), CohortProbeJson.Serialize(again));

        Assert.Equal(("binary", 288, 96, 96),
            (result.Task, result.TrainingCount, result.ValidationCount, result.TestCount));
        Assert.InRange(result.TestAuroc!.Value!.Value, 0.8, 1);
        Assert.True(result.TestAuroc.Low < result.TestAuroc.Value && result.TestAuroc.Value < result.TestAuroc.High);
        Assert.Equal("platt", result.Calibration!.Id);
        Assert.DoesNotContain(",train,", bytes, StringComparison.Ordinal);
        AuditResult audit = Audit(result, "sex", "age:0,50");
        Assert.Equal(96, audit.Size.Rows);
        Assert.Equal(result.TestAuroc.Value!.Value, audit.Overall["auroc"].Value!.Value, 1e-12);
        using var json = JsonDocument.Parse(CohortProbeJson.Serialize(result));
        Assert.Equal("isonomia.probe/1", json.RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void Proxy_groups_are_a_column_that_the_audit_takes_as_an_attribute()
    {
        using EmbeddedPhantom phantom = new();
        CohortProbeResult result =
            CohortProbe.Run(Request(phantom) with { HasProxyGroups = true, ProxyGroupCount = 2 });
        AuditResult audit = Audit(result, "proxy");
        Assert.Equal(["cluster 1", "cluster 2"], audit.Groups.Where(g => g.Attribute == "proxy").Select(g => g.Group));
        Assert.Contains("--attribute proxy", result.AuditOptions);
    }

    [Fact]
    public void Parquet_weights_shots_several_classes_and_numbers()
    {
        using EmbeddedPhantom phantom = new();
        CohortProbeResult parquet = CohortProbe.Run(Request(phantom) with { IsParquet = true, Weight = "w" });
        Assert.EndsWith("predictions.parquet", parquet.PredictionsPath, StringComparison.Ordinal);
        Assert.Equal(192, TextTable.Read(parquet.PredictionsPath, null, default)["score"].Length);

        CohortProbeResult shots = CohortProbe.Run(Request(phantom) with { Shots = 5, Probe = "prototype" });
        Assert.Equal([5, 5], shots.ClassCounts);
        ShouldSay("for 500 shots", Request(phantom) with { Shots = 500 });

        CohortProbeResult ages = CohortProbe.Run(
            Request(phantom) with { Label = "age", IsRegression = true, Probe = "ridge" });
        Assert.Equal(("regression", "prediction"), (ages.Task, ages.ScoreColumns[0]));
        Assert.Null(ages.TestAuroc);
    }

    [Fact]
    public void What_cannot_be_probed_is_refused_in_a_sentence()
    {
        using EmbeddedPhantom phantom = new();
        ShouldSay("positive label that was named", Request(phantom) with { Positive = "2" });
        ShouldSay("say which one is positive", Request(phantom) with { Label = "sex" });
        Assert.Throws<Catalogs.UnknownNameException>(() =>
            CohortProbe.Run(Request(phantom) with { Probe = "logistik" }));
        Assert.Throws<Catalogs.UnknownNameException>(() => CohortProbe.Run(Request(phantom) with { Label = "dxx" }));
        EmbeddedCohortSource source = phantom.Source();
        Assert.Contains("has no test row", Assert.Throws<TableException>(
            () => CohortProbe.Run(Request(phantom) with { Source = source with { Test = "tset" } })).Message,
            StringComparison.Ordinal);

        using EmbeddedPhantom oneClass = new(change: cells => cells["dx"] = "1");
        ShouldSay("holds 1 class(es)", Request(oneClass));
        using EmbeddedPhantom noValidation =
            new(change: cells => cells["dx"] = cells["split"] == "val" ? "" : cells["dx"]);
        ShouldSay("No validation row has a label", Request(noValidation));
        using EmbeddedPhantom shared =
            new(change: cells => cells["split"] = cells["id"] == "p1" ? "test" : cells["split"]);
        Assert.Contains("1 patient is in more than one split", Assert.Throws<TableException>(
            () => CohortProbe.Run(Request(shared))).Message, StringComparison.Ordinal);
        using EmbeddedPhantom noSplit = new(hasSplits: false, change: cells => cells["split"] = "x");
        Assert.Contains("has no training row", Assert.Throws<TableException>(
            () => CohortProbe.Run(Request(noSplit))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_without_an_embedding_are_counted_and_strangers_refused()
    {
        using EmbeddedPhantom phantom = new();
        using EmbeddedPhantom other = new(change: cells => cells["id"] = cells["id"] == "p0" ? "new" : cells["id"]);
        EmbeddedCohortSource mixed = phantom.Source() with { Embeddings = other.StorePath };
        CohortProbeResult result = CohortProbe.Run(Request(phantom) with { Source = mixed });
        Assert.Contains(result.Notes, note => note.Id == "rows_without_embedding" && note.Count == 1);

        using EmbeddedPhantom strangers = new(change: cells => cells["id"] = "x" + cells["id"]);
        ShouldSay("None of the 480 samples", Request(phantom) with
        {
            Source = phantom.Source() with { Embeddings = strangers.StorePath },
        });
    }

    private static CohortProbeRequest Request(EmbeddedPhantom phantom) => new()
    {
        Source = phantom.Source("sex", "age:0,50"), Label = "dx", OutputFolder = phantom.Out,
    };

    private static void ShouldSay(string words, CohortProbeRequest request) => Assert.Contains(
        words, Assert.Throws<ProbeException>(() => CohortProbe.Run(request)).Message, StringComparison.Ordinal);

    private static AuditResult Audit(CohortProbeResult result, params string[] attributes) => FairnessAudit.Run(
        new AuditRequest
        {
            Predictions = new PredictionRequest
            {
                Paths = [result.PredictionsPath], Labels = ["label"], Scores = ["score"], Attributes = attributes,
                    Id = "id",
                Unit = "patient", Split = "split",
            },
            ValidationSplit = "val",
            TestSplit = "test",
            Replicates = 0,
            Permutations = 0,
        })[0];
}
