using System.Diagnostics;
using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Tests;

/// <summary><c>isonomia tune</c> and <c>isonomia bench --model</c> as a person runs them: processes of their own, on
/// generated pictures.</summary>
public sealed class TuneCommandTests
{
    [Fact]
    public async Task Tune_writes_what_the_guide_lists_and_goes_on_after_kill_9_with_the_same_bytes()
    {
        using PicturePhantom phantom = new(60, PicturePhantom.ThirdClass);
        string[] Tune(string folder) =>
        [
            "tune", .. Cohort(phantom), "--model", phantom.Request("lora", "unused").Backbone.ModelFolder, "--adapter",
            "lora", "--rank", "2", "--method", "swad", "--epochs", "40", "--patience", "0", "--batch-size", "16",
            "--learning-rate", "0.01", "--checkpoint-steps", "3", "--threads", "1", "--out", phantom.Out(folder),
        ];
        (int code, string output, string error) = await Run(Tune("whole"));
        Assert.True(code == 0, error);
        Assert.Contains("200 steps", output, StringComparison.Ordinal);
        Assert.Contains("energy", output, StringComparison.Ordinal);
        Assert.Contains("weights are averaged", output, StringComparison.Ordinal);
        Assert.Contains("isonomia audit", output, StringComparison.Ordinal);
        Assert.Equal(
            ["adapters.safetensors", "model.json", "model.onnx", "predictions.csv", "tune.json"],
            Directory.GetFileSystemEntries(phantom.Out("whole")).Select(Path.GetFileName).Order());
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(phantom.Out("whole"), "tune.json")));
        Assert.Equal(3, json.RootElement.GetProperty("classes").GetArrayLength());
        Assert.True(json.RootElement.TryGetProperty("energy_joules", out _)
            != json.RootElement.TryGetProperty("energy_unknown", out _));
        TextTable table = TextTable.Read(Path.Combine(phantom.Out("whole"), "predictions.csv"), null, default);
        Assert.Equal(48, table["score_other"].Length);

        bool wasKilled = false;
        using (Process process = Start(Tune("killed")))
        {
            string state = Path.Combine(phantom.Out("killed"), "checkpoint", "state.json");
            while (!process.HasExited && !wasKilled)
            {
                await Task.Delay(5);
                if (File.Exists(state))
                {
                    process.Kill(); // SIGKILL: no chance to tidy up
                    wasKilled = true;
                }
            }

            await process.WaitForExitAsync();
        }

        Assert.True(wasKilled, "The run ended before it could be killed; the test needs more epochs.");
        (code, output, error) = await Run(Tune("killed"));
        Assert.True(code == 0, error);
        Assert.Contains("(on from ", output, StringComparison.Ordinal);
        foreach (string file in new[] { "model.onnx", "predictions.csv", "adapters.safetensors", "model.json" })
        {
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(phantom.Out("whole"), file)),
                File.ReadAllBytes(Path.Combine(phantom.Out("killed"), file)));
        }
    }

    [Fact]
    public async Task Bench_compares_two_methods_that_train_a_model_and_says_what_it_was_trained_with()
    {
        using PicturePhantom phantom = new(120);
        (int code, string output, string error) = await Run(
        [
            "bench", .. Cohort(phantom), "--model", phantom.Request("lora", "unused").Backbone.ModelFolder, "--adapter",
            "lora", "--rank", "2", "--parts", "2", "--recompute", "--dropout", "0.1", "--methods", "group_dro,reweigh",
            "--selection", "dto@medfair", "--seeds", "2", "--epochs", "2", "--batch-size", "16", "--replicates", "20",
            "--threads", "1", "--out", phantom.Out("bench"),
        ]);
        Assert.True(code == 0, error);
        Assert.Contains("reweigh", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(phantom.Out("bench"), "bench.html")));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(phantom.Out("bench"), "bench.json")));
        Assert.Equal(6, json.RootElement.GetProperty("runs").GetArrayLength());
        Assert.All(
            json.RootElement.GetProperty("runs").EnumerateArray(),
            run => Assert.False(run.TryGetProperty("failed", out _)));
        JsonElement backbone = json.RootElement.GetProperty("backbone");
        Assert.Equal((2, true, 0.1), (
            backbone.GetProperty("part_count").GetInt32(), backbone.GetProperty("recomputes_activations").GetBoolean(),
            backbone.GetProperty("dropout").GetDouble()));
        Assert.Equal("dto@medfair", json.RootElement.GetProperty("training").GetProperty("selection").GetString());
    }

    [Theory]
    [InlineData(2, "cannot choose epochs", "--selection", "medfair_minimax_pareto")]
    [InlineData(2, "did you mean", "--method", "group_dor")]
    [InlineData(2, "is not a setting", "--method", "group_dro", "--set", "eta")]
    [InlineData(3, "is defined for two classes", "--method", "fair_alm")]
    public async Task What_cannot_be_done_is_one_sentence_and_an_exit_code(int expected, string sentence,
        params string[] more)
    {
        using PicturePhantom phantom = new(60, PicturePhantom.ThirdClass);
        (int code, _, string error) = await Run(
            ["tune", .. Cohort(phantom), "--model", phantom.Encoder, .. more, "--out", phantom.Out("out")]);
        Assert.Equal(expected, code);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(phantom.Out("out")));
    }

    private static string[] Cohort(PicturePhantom phantom) =>
    [
        phantom.Source.Path, "--id", "id", "--image", "path", "--unit", "patient", "--split", "split", "--label", "dx",
        "--attribute", "site",
    ];

    private static async Task<(int Code, string Output, string Error)> Run(string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "Isonomia.Cli.dll"), .. arguments])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
