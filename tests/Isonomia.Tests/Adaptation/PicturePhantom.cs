using System.Security.Cryptography;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>A cohort of small generated pictures: sick ones have stripes; two pictures a patient, two sites.</summary>
internal sealed class PicturePhantom : IDisposable
{
    private const int Side = 16;
    private readonly ScratchFolder _folder = new();

    internal PicturePhantom(int patients = 60, Action<Dictionary<string, string>>? change = null)
    {
        RandomSource random = new(5);
        string[] columns = ["id", "path", "patient", "dx", "site", "split"];
        using CsvWriter manifest = new(_folder.File("cohort.csv"), columns);
        for (int i = 0; i < 2 * patients; i++)
        {
            int p = i / 2;
            bool isSick = random.NextDouble() < 0.5;
            Dictionary<string, string> cells = new()
            {
                ["id"] = $"p{i}", ["path"] = $"p{i}.png", ["patient"] = $"P{p}", ["dx"] = isSick ? "1" : "0",
                ["site"] = p % 3 == 0 ? "south" : "north",
                ["split"] = (p / 3 % 5) switch { < 3 => "train", 3 => "val", _ => "test" },
            };
            change?.Invoke(cells);
            foreach (string column in columns)
            {
                manifest.Cell(cells[column]);
            }

            manifest.EndRow();
            double height = isSick ? 25 : 0;
            new Image(Side, Side, 1,
                [.. Enumerable.Range(0, Side * Side).Select(k => (byte)Math.Clamp(
                    128 + (height * (k % 4 < 2 ? 1 : -1)) + (40 * random.NextNormal()), 0, 255))])
                .WritePng(_folder.File($"p{i}.png"));
        }

        manifest.Complete();
        SmallestEncoder.Write(Encoder);
    }

    /// <summary>Calls every fifth picture by a third class.</summary>
    internal static void ThirdClass(Dictionary<string, string> cells) =>
        cells["dx"] = cells["id"].EndsWith('3') || cells["id"].EndsWith('7') ? "other" : cells["dx"];

    internal string Encoder => _folder.File("encoder");

    internal string Products => _folder.File("products");

    internal string Out(string name) => _folder.File(name);

    internal CohortSource Source => new()
    {
        Path = _folder.File("cohort.csv"), Id = "id", Image = "path", Unit = "patient", Split = "split",
        Labels = ["dx"], Attributes = ["site"],
    };

    internal TuneRequest Request(string adapter, string folder) => new()
    {
        Cohort = Source,
        Backbone = new BackboneRequest
        {
            ModelFolder = adapter == "lora" ? WithProducts() : Encoder, Adapter = adapter, Rank = 2, LayerCount = 1,
        },
        Label = "dx",
        OutputFolder = Out(folder),
        Training = new TrainingOptions { BatchSize = 16, Epochs = 3, LearningRate = 0.01, Selection = "overall" },
        CheckpointSteps = 2,
    };

    /// <summary>The request with another model or another way to train it.</summary>
    internal static TuneRequest With(TuneRequest request, Func<BackboneRequest, BackboneRequest> change) =>
        request with { Backbone = change(request.Backbone) };

    public void Dispose() => _folder.Dispose();

    /// <summary>An encoder of two matrix products.</summary>
    private string WithProducts()
    {
        if (Directory.Exists(Products))
        {
            return Products;
        }

        RandomSource random = new(9);
        float[] Draw(int count, double scale) =>
            [.. Enumerable.Range(0, count).Select(_ => (float)(scale * random.NextNormal()))];
        GraphBuilder graph = new("products");
        string image = graph.Input("image", "N", 1, 8, 8);
        string flat = graph.Node("Flatten", "flat", [image], GraphAttribute.Integer("axis", 1));
        string first = graph.Node("MatMul", "first", [flat, graph.Weights("w1", Draw(64 * 16, 0.2), 64, 16)]);
        string added = graph.Node("Add", "added", [first, graph.Weights("b1", Draw(16, 0.1), 16)]);
        string bent = graph.Node("Relu", "bent", [added]);
        graph.Output(graph.Node("MatMul", "embedding", [bent, graph.Weights("w2", Draw(16 * 6, 0.3), 16, 6)]), "N", 6);
        byte[] bytes = graph.ToBytes();
        Directory.CreateDirectory(Products);
        File.WriteAllBytes(Path.Combine(Products, "products.onnx"), bytes);
        new ModelCard
        {
            Name = "products",
            File = "products.onnx",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Input = new ModelInput
            {
                Name = "image", Width = 8, Height = 8, Color = ColorOrder.Gray, Mean = [0.5f],
                StandardDeviation = [0.2f], Kernel = ResizeKernel.Linear,
            },
            Outputs = [new ModelOutput("embedding", 6)],
            Embedding = "embedding",
            License = "Apache-2.0",
        }.Write(Products);
        return Products;
    }
}
