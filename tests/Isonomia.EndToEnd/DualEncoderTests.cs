using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.EndToEnd;

/// <summary>From words to tuned prompts with the structural CLIP on real pictures, as a user types it.</summary>
public sealed class DualEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Words_classify_prototypes_are_trained_and_prompts_are_tuned_and_read_again()
    {
        SharedFolder.Require();
        string model = Model();
        string[] cohort =
        [
            Cohort(), "--root", SharedFolder.Path("data/ham10000"), "--id", "image_id", "--image", "path", "--unit",
            "lesion_id", "--split", "split", "--label", "malignant", "--attribute", "sex", "--threads", "1",
        ];
        string[] classes = ["--class", "0=a mole", "--class", "1=a melanoma", "--class", "1=skin cancer"];
        await Run(
            ["zeroshot", .. cohort, "--model", model, .. classes, "--template", "photo of {}", "--out", At("zs")]);

        await Run(
            [
                "adapt", .. cohort, "--embeddings", At("zs/embeddings"), "--texts", At("zs/texts"), "--method",
                "group_dro", "--head", "prototypes", "--epochs", "3", "--replicates", "50", "--out", At("adapted"),
            ]);
        using (JsonDocument adapted = Read("adapted/adapt.json"))
        {
            Assert.Equal("prototypes", adapted.RootElement.GetProperty("training").GetProperty("head").GetString());
            Assert.Contains(
                adapted.RootElement.GetProperty("notes").EnumerateArray(),
                note => note.GetProperty("sentence").GetString()!.Contains("by the prompts alone",
                    StringComparison.Ordinal));
        }

        string[] tune =
        [
            "tune", .. cohort, "--model", model, "--adapter", "prompt", .. classes, "--epochs", "3", "--learning-rate",
            "0.01",
        ];
        await Run([.. tune, "--context-init", "photo of", "--out", At("tuned")]);
        using (JsonDocument tuned = Read("tuned/tune.json"))
        {
            Assert.Equal(64, tuned.RootElement.GetProperty("trained_count").GetInt32());
            Assert.Equal(2, tuned.RootElement.GetProperty("prompt").GetProperty("context_count").GetInt32());
        }

        await Run(
            [
                "zeroshot", .. cohort, "--model", model, "--texts", At("tuned/tuned_texts"), "--out", At("again"),
            ]);
        Dictionary<string, double> again = Scores("again");
        Assert.All(Scores("tuned"), row => Assert.Equal(again[row.Key], row.Value, 1e-5));

        (await IsonomiaProcess.RunAsync([.. tune, "--context", "10", "--out", At("refused")])).ShouldExitWith(2);
    }

    private static async Task Run(string[] arguments) =>
        (await IsonomiaProcess.RunAsync(arguments)).ShouldExitWith(0);

    private string At(string name) => _folder[name];

    private JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(At(name)));

    private Dictionary<string, double> Scores(string folder)
    {
        string[] lines = File.ReadAllLines(At($"{folder}/predictions.csv"));
        string[] header = lines[0].Split(',');
        int id = Array.IndexOf(header, "id");
        int score = Array.IndexOf(header, "score");
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(
            cells => cells[id], cells => double.Parse(cells[score], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Every thirtieth training picture, every fifth of the others.</summary>
    private string Cohort()
    {
        string[] lines = File.ReadAllLines(SharedFolder.Path("data/ham10000/manifest.csv"));
        return _folder.Write("ham.csv", string.Join('\n', lines.Where((line, i) =>
            i == 0 || i % (line.EndsWith("train", StringComparison.Ordinal) ? 30 : 5) == 0)) + "\n");
    }

    /// <summary>The toy CLIP with a vocabulary of a few words; its end token is the last of 64.</summary>
    private string Model()
    {
        string folder = _folder["clip"];
        Directory.CreateDirectory(folder);
        File.Copy(SharedFolder.Path("models/toy/clip.onnx"), Path.Combine(folder, "clip.onnx"));
        string[] words = ["[PAD]", "[UNK]", "a", "photo", "of", "mole", "melanoma", "skin", "cancer"];
        File.WriteAllLines(
            Path.Combine(folder, "vocab.txt"),
            [.. words, .. Enumerable.Range(words.Length, 62 - words.Length).Select(i => $"[unused{i}]"), "[CLS]",
                "[SEP]"]);
        string Hash(string name) =>
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, name))));
        JsonObject Output(string name) => new() { ["name"] = name, ["shape"] = new JsonArray("N", 24) };
        JsonObject card = new()
        {
            ["name"] = "toy_clip", ["file"] = "clip.onnx", ["sha256"] = Hash("clip.onnx"),
            ["input"] = new JsonObject
            {
                ["name"] = "image", ["shape"] = new JsonArray("N", 3, 32, 32), ["layout"] = "NCHW", ["colour"] = "RGB",
                ["mean"] = new JsonArray(0.5, 0.5, 0.5), ["std"] = new JsonArray(0.5, 0.5, 0.5),
                ["resize"] = new JsonObject
                {
                    ["rule"] = "shortest_edge", ["edge"] = 32, ["interpolation"] = "bicubic", ["antialias"] = true,
                },
            },
            ["outputs"] = new JsonArray(Output("image_embedding"), Output("text_embedding")),
            ["embedding"] = "image_embedding",
            ["text"] = new JsonObject
            {
                ["input"] = "input_ids", ["output"] = "text_embedding", ["length"] = 12, ["logit_scale"] = 14.3,
                ["tokenizer"] = new JsonObject
                {
                    ["kind"] = "wordpiece", ["vocabulary"] = "vocab.txt", ["vocabulary_sha256"] = Hash("vocab.txt"),
                    ["start"] = "[CLS]", ["end"] = "[SEP]", ["padding"] = "[SEP]", ["unknown"] = "[UNK]",
                },
            },
            ["licence"] = "made for this project",
        };
        File.WriteAllText(Path.Combine(folder, "model.json"), card.ToJsonString());
        return folder;
    }
}
