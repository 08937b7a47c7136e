using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Imaging;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class ModelTuningTests
{
    [Theory]
    [InlineData("head")]
    [InlineData("full")]
    [InlineData("last_layers")]
    [InlineData("lora")]
    public void A_run_stopped_in_the_middle_goes_on_and_gives_the_same_bytes(string adapter)
    {
        using PicturePhantom phantom = new();
        TuneResult whole = ModelTuning.Run(phantom.Request(adapter, "whole"));
        TuneRequest request = phantom.Request(adapter, "parts");
        foreach (int stop in new[] { 4, 3 })
        {
            using CancellationTokenSource cancel = new();
            StopAfter progress = new(stop, cancel);
            Assert.ThrowsAny<OperationCanceledException>(() => ModelTuning.Run(request, progress, cancel.Token));
            Assert.False(File.Exists(Path.Combine(request.OutputFolder, "model.onnx")));
        }

        TuneResult resumed = ModelTuning.Run(request);
        Assert.True(resumed.ResumedFrom > 0);
        Assert.Equal(whole.History, resumed.History);
        foreach (string file in new[] { "model.onnx", "predictions.csv", "model.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("parts"), file)));
        }

        Assert.False(Directory.Exists(Path.Combine(request.OutputFolder, "checkpoint")));
    }

    [Fact]
    public void A_head_learns_what_the_pictures_show_and_leaves_the_embedding_as_it_was()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("head", "out") with
        {
            Training = new TrainingOptions
            {
                BatchSize = 16, Epochs = 12, LearningRate = 0.02, Selection = "overall", Patience = 0,
            },
        };
        TuneResult result = ModelTuning.Run(request);
        Assert.Equal([72, 24, 24], result.SplitSizes);
        Assert.Equal((12, 60L, 2L * 103), (result.History.Count, result.StepCount, result.TrainedCount));
        Assert.True(result.History.Max(epoch => epoch.ValidationValue) > 0.9);
        Assert.True(result.History[^1].Loss < result.History[0].Loss);

        using var before = ImageEncoder.Open(phantom.Encoder, 1);
        using var after = ImageEncoder.Open(request.OutputFolder, 1);
        Image picture = Load(phantom, "p3");
        Assert.Equal(before.Encode(picture), after.Encode(picture));
        Assert.Equal("smallest_encoder-head", after.Card.Name);
    }

    [Fact]
    public void Predictions_are_what_the_written_model_says_and_an_audit_reads_them()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("lora", "out");
        TuneResult result = ModelTuning.Run(request);
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        Assert.Equal(48, table["score"].Length);
        Assert.Equal(["test", "val"], table["split"].Distinct().Order());
        Assert.Contains("--score score", result.AuditOptions);
        Assert.Equal("lora", result.Adapter);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(request.OutputFolder, "tune.json")));
        Assert.Equal("isonomia.tune/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(3, json.RootElement.GetProperty("history").GetArrayLength());
        Assert.InRange(result.TrainedShare, 0.01, 0.5);

        using var session = OnnxSession.Open(Path.Combine(request.OutputFolder, "model.onnx"), 1, result.TunedSha256);
        var card = ModelCard.Read(request.OutputFolder);
        for (int row = 0; row < 5; row++)
        {
            float[] prepared = new float[card.Input.Length];
            card.Input.Fill(Load(phantom, table["id"][row]!), prepared);
            float[] logits =
                session.Run(new OnnxTensor("image", [1, 1, 8, 8], prepared), ClassifierHead.Logits)[0].Values;
            Assert.Equal(
                1 / (1 + Math.Exp(logits[0] - logits[1])),
                double.Parse(table["score"][row]!, CultureInfo.InvariantCulture), 1e-5);
        }
    }

    [Fact]
    public void A_loss_that_is_no_number_names_step_and_samples_and_keeps_the_last_good_weights()
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("full", "out");
        request = request with { Training = request.Training with { LearningRate = 1e30, ClippingNorm = 0 } };
        TrainingException failure = Assert.Throws<TrainingException>(() => ModelTuning.Run(request));
        Assert.Equal(2, failure.Step);
        Assert.Contains("of step 2 is no finite number", failure.Message, StringComparison.Ordinal);
        Assert.Matches("The batch held the samples ('p[0-9]+', ){15}'p[0-9]+'; the weights of step 1", failure.Message);
        Assert.True(File.Exists(Path.Combine(request.OutputFolder, "checkpoint", "0-step-1.weights")));
        Assert.False(File.Exists(Path.Combine(request.OutputFolder, "model.onnx")));

        // The checkpoint is not taken for one of another rate.
        Assert.Contains("another training", Assert.Throws<ArgumentException>(() => ModelTuning.Run(
            request with { Training = request.Training with { LearningRate = 1e-3 } })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_trained_is_refused_in_a_sentence()
    {
        using PicturePhantom phantom = new();
        TuneRequest head = phantom.Request("head", "out");
        TuneRequest lora = phantom.Request("lora", "out");
        Assert.Throws<UnknownNameException>(
            () => ModelTuning.Run(PicturePhantom.With(head, b => b with { Adapter = "laro" })));
        Assert.Throws<UnknownNameException>(() => ModelTuning.Run(head with { Method = "group_dor" }));
        Assert.Contains("no test row", Assert.Throws<TableException>(() =>
            ModelTuning.Run(head with { TestSplit = "tset" })).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'first'", Assert.Throws<UnknownNameException>(() =>
            ModelTuning.Run(PicturePhantom.With(lora, b => b with { Patterns = ["fisrt"] }))).Message,
            StringComparison.Ordinal);
        Assert.Contains("depends on no product", Assert.Throws<ModelException>(() =>
            ModelTuning.Run(PicturePhantom.With(head, b => b with { Adapter = "lora" }))).Message,
            StringComparison.Ordinal);
        Assert.Contains("depends on no weights that the adapter 'bias'", Assert.Throws<ModelException>(() =>
            ModelTuning.Run(PicturePhantom.With(head, b => b with { Adapter = "bias" }))).Message,
            StringComparison.Ordinal);

        using PicturePhantom healthy = new(30, cells =>
            cells["dx"] = cells["split"] == "train" ? "0" : cells["dx"]);
        Assert.Contains("training rows with a label hold one class", Assert.Throws<ProbeException>(() =>
            ModelTuning.Run(healthy.Request("head", "out"))).Message, StringComparison.Ordinal);
        using PicturePhantom unjudged = new(30, cells =>
            cells["dx"] = cells["split"] == "val" ? "0" : cells["dx"]);
        Assert.Contains("validation rows with a label hold 1 class", Assert.Throws<ProbeException>(() =>
            ModelTuning.Run(unjudged.Request("head", "out"))).Message, StringComparison.Ordinal);
        using PicturePhantom oneSite = new(30, cells =>
            cells["site"] = cells["split"] == "train" ? "north" : cells["site"]);
        Assert.Contains("has 1 group(s) with a value among the training rows; 'group_dro' needs two",
            Assert.Throws<ProbeException>(() => ModelTuning.Run(
                oneSite.Request("head", "out") with { Method = "group_dro" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_the_request_is_said_before_a_picture_is_read()
    {
        using PicturePhantom phantom = new();
        TuneRequest head = phantom.Request("head", "out");
        TuneRequest lora = phantom.Request("lora", "out");
        foreach (string picture in Directory.GetFiles(phantom.Out("."), "*.png"))
        {
            File.Delete(picture);
        }

        Assert.Throws<UnknownNameException>(
            () => ModelTuning.Run(PicturePhantom.With(lora, b => b with { Patterns = ["fisrt"] })));
        Assert.Throws<UnknownNameException>(() => ModelTuning.Run(head with { Label = "xd" }));
        Assert.Throws<UnknownNameException>(() => ModelTuning.Run(head with { By = ["sites"] }));
        Assert.Throws<UnknownNameException>(() => ModelTuning.Run(
            head with { Method = "group_dro", Settings = new Dictionary<string, string> { ["etta"] = "1" } }));
        Assert.Contains("isonomia adapt --method leace", Assert.Throws<ArgumentException>(() =>
            ModelTuning.Run(head with { Method = "leace" })).Message, StringComparison.Ordinal);
        Assert.Contains("consent", Assert.ThrowsAny<Exception>(() =>
            ModelTuning.Run(head with { Method = "label_massaging" })).Message, StringComparison.Ordinal);
        Assert.Contains("pictures cannot be read", Assert.Throws<ProbeException>(() => ModelTuning.Run(head)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crt")]
    [InlineData("dfr")]
    [InlineData("group_calibration")]
    [InlineData("domain_ind")]
    public void Predictions_of_methods_of_several_stages_come_from_the_written_model(string method)
    {
        using PicturePhantom phantom = new();
        TuneRequest request = phantom.Request("lora", "out") with { Method = method };
        TuneResult result = ModelTuning.Run(request);
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        using var session = OnnxSession.Open(Path.Combine(request.OutputFolder, "model.onnx"), 1, result.TunedSha256);
        var card = ModelCard.Read(request.OutputFolder);
        List<(double Model, double Written)> scores = [];
        for (int row = 0; row < 8; row++)
        {
            float[] prepared = new float[card.Input.Length];
            card.Input.Fill(Load(phantom, table["id"][row]!), prepared);
            float[] logits =
                session.Run(new OnnxTensor("image", [1, 1, 8, 8], prepared), ClassifierHead.Logits)[0].Values;

            // Heads for each group are summed when deciding.
            double margin = Enumerable.Range(0, logits.Length).Sum(k => k % 2 == 1 ? logits[k] : -logits[k]);
            scores.Add((1 / (1 + Math.Exp(-margin)),
                double.Parse(table["score"][row]!, CultureInfo.InvariantCulture)));
        }

        if (method == "group_calibration")
        {
            // Corrected by group: the order inside a group stays.
            Assert.Contains(scores, pair => Math.Abs(pair.Model - pair.Written) > 1e-3);
            return;
        }

        Assert.All(scores, pair => Assert.Equal(pair.Model, pair.Written, 1e-5));
    }

    [Fact]
    public void A_label_of_three_classes_is_taken_as_it_is_or_with_one_of_them_positive()
    {
        using PicturePhantom phantom = new(60, PicturePhantom.ThirdClass);
        TuneRequest request = phantom.Request("head", "out");
        TuneResult result = ModelTuning.Run(request);
        Assert.Equal(["0", "1", "other"], result.Classes);
        Assert.Equal((6, 3L * 103), (result.CellCounts.Count, result.TrainedCount));
        TextTable table = TextTable.Read(result.PredictionsPath, null, default);
        Assert.Contains("--score other=score_other", result.AuditOptions);
        using var session = OnnxSession.Open(Path.Combine(request.OutputFolder, "model.onnx"), 1, result.TunedSha256);
        var card = ModelCard.Read(request.OutputFolder);
        Assert.Equal(3, card.Outputs.Single(output => output.Name == ClassifierHead.Logits).Width);
        for (int row = 0; row < 5; row++)
        {
            float[] prepared = new float[card.Input.Length];
            card.Input.Fill(Load(phantom, table["id"][row]!), prepared);
            OnnxTensor picture = new(
                "image", [1, card.Input.BandCount, card.Input.Height, card.Input.Width], prepared);
            double[] odds = [.. session.Run(picture, ClassifierHead.Logits)[0].Values.Select(
                logit => Math.Exp(logit))];
            for (int k = 0; k < 3; k++)
            {
                string cell = table[$"score_{result.Classes[k]}"][row]!;
                Assert.Equal(odds[k] / odds.Sum(), double.Parse(cell, CultureInfo.InvariantCulture), 1e-5);
            }
        }

        Assert.Contains("is defined for two classes and the label holds 3", Assert.Throws<ProbeException>(() =>
            ModelTuning.Run(request with { Method = "fair_alm" })).Message, StringComparison.Ordinal);
        TuneResult one = ModelTuning.Run(request with { Positive = "other" });
        Assert.Equal((4, "not other, other"), (one.CellCounts.Count, string.Join(", ", one.Classes)));
    }

    [Theory]
    [InlineData("last_layers", "erm", "overall")]
    [InlineData("lora", "group_dro", "overall")]
    [InlineData("head", "swad", "overall")]
    [InlineData("lora", "swa", "overall")]
    [InlineData("head", "erm", "dto@medfair")]
    [InlineData("last_layers", "erm", "lexicographic_minimax")]
    public void Several_classes_averages_and_every_rule_go_on_bit_by_bit_after_a_stop(
        string adapter, string method, string rule)
    {
        using PicturePhantom phantom = new(90, method == "swa" ? null : PicturePhantom.ThirdClass);
        TuneRequest Own(string folder)
        {
            TuneRequest request = phantom.Request(adapter, folder);
            return request with
            {
                Method = method, Training = request.Training with { Epochs = 5, Selection = rule, Patience = 0 },
            };
        }

        TuneResult whole = ModelTuning.Run(Own("whole"));
        foreach (int stop in new[] { 9, 8 })
        {
            using CancellationTokenSource cancel = new();
            Assert.ThrowsAny<OperationCanceledException>(
                () => ModelTuning.Run(Own("parts"), new StopAfter(stop, cancel), cancel.Token));
        }

        TuneResult resumed = ModelTuning.Run(Own("parts"));
        Assert.True(resumed.ResumedFrom > 10);
        Assert.Equal(whole.History, resumed.History);
        Assert.Equal(whole.BestEpoch, resumed.BestEpoch);
        foreach (string file in new[] { "model.onnx", "predictions.csv", "model.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("parts"), file)));
        }
    }

    [Fact]
    public void Total_time_and_energy_or_why_it_is_unknown_are_in_the_result()
    {
        using PicturePhantom phantom = new();
        TuneResult result = ModelTuning.Run(phantom.Request("head", "out"));
        Assert.True(result.Seconds > 0 && result.EnergyJoules is null != result.EnergyUnknown is null);
        Assert.True(result.Seconds >= result.SecondsPerStep * result.StepCount);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(phantom.Out("out"), "tune.json")));
        Assert.Equal(result.Seconds, json.RootElement.GetProperty("seconds").GetDouble());
        Assert.Equal(
            result.History[0].Overall, json.RootElement.GetProperty("history")[0].GetProperty("overall").GetDouble());
    }

    private static Image Load(PicturePhantom phantom, string id) =>
        ImageFile.Decode(File.ReadAllBytes(phantom.Out($"{id}.png")), $"{id}.png", 0);

    /// <summary>Stops a run after so many steps.</summary>
    private sealed class StopAfter(int steps, CancellationTokenSource cancel) : IProgress<AuditProgress>
    {
        private int _count;

        public void Report(AuditProgress value)
        {
            if (value.Stage.StartsWith("epoch", StringComparison.Ordinal) && ++_count == steps)
            {
                cancel.Cancel();
            }
        }
    }
}
