using System.Security.Cryptography;
using System.Text.Json;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>The structural CLIP of the shared models as a model folder: random weights, real structure, a vocabulary of
/// four words and two beginnings of words.</summary>
internal static class ToyClip
{
    /// <summary>Writes model, vocabulary and card; skips the test where the shared models are absent.</summary>
    internal static void Write(string folder)
    {
        SharedFolder.Require();
        Directory.CreateDirectory(folder);
        string At(string name) => Path.Combine(folder, name);
        File.WriteAllBytes(At("clip.onnx"), File.ReadAllBytes(SharedFolder.Path("models/toy/clip.onnx")));
        Dictionary<string, long> ids = new()
        {
            ["a</w>"] = 1, ["b</w>"] = 2, ["c</w>"] = 3, ["d</w>"] = 4, ["a"] = 5, ["b"] = 6,
            ["<|startoftext|>"] = 62, ["<|endoftext|>"] = 63,
        };
        File.WriteAllText(At("vocab.json"), JsonSerializer.Serialize(ids));
        File.WriteAllLines(At("merges.txt"), ["#version: 0.2"]);
        ModelFile Hashed(string name) =>
            new(name, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(At(name)))));
        new ModelCard
        {
            Name = "toy_clip",
            File = "clip.onnx",
            Sha256 = Hashed("clip.onnx").Sha256,
            Input = new ModelInput
            {
                Name = "image", Width = 32, Height = 32, Color = ColorOrder.Rgb, Mean = [0.5f, 0.5f, 0.5f],
                StandardDeviation = [0.5f, 0.5f, 0.5f],
                Kernel = ResizeKernel.Cubic, Rule = ResizeRule.ShortestEdge, ShortestEdge = 32,
            },
            Outputs = [new("image_embedding", 24), new("text_embedding", 24)],
            Embedding = "image_embedding",
            Text = new ModelText
            {
                Input = "input_ids", Output = "text_embedding", Length = 12, LogitScale = LogitScale(At("clip.onnx")),
                Tokenizer = new ModelTokenizer
                {
                    Kind = TokenizerKind.ClipBytePair, Vocabulary = Hashed("vocab.json"),
                    Merges = Hashed("merges.txt"), Start = "<|startoftext|>", End = "<|endoftext|>",
                    Padding = "<|endoftext|>",
                },
            },
            License = "made for this project",
        }.Write(folder);
    }

    /// <summary>What the graph multiplies by, from one of its own logits and the two vectors.</summary>
    private static double LogitScale(string model)
    {
        using var session = OnnxSession.Open(model, 1);
        float[] picture = [.. Enumerable.Range(0, 3 * 32 * 32).Select(i => (float)Math.Cos(i))];
        long[] ids = [62, 1, 2, 63, 63, 63, 63, 63, 63, 63, 63, 63];
        IReadOnlyList<OnnxTensor> outputs = session.Run(
            [new OnnxTensor("image", [1, 3, 32, 32], picture)], [new OnnxIntegers("input_ids", [1, 12], ids)],
            ["logits", "image_embedding", "text_embedding"]);
        double dot = outputs[1].Values.Zip(outputs[2].Values, (x, y) => (double)x * y).Sum();
        return outputs[0].Values[0] / dot;
    }
}
