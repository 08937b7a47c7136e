using System.Security.Cryptography;
using Isonomia.Catalogs;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_registered_model_is_found_by_name_and_its_author_s_card_is_kept()
    {
        string source = _scratch.File("source");
        SmallestEncoder.Write(source);
        string card = Path.Combine(source, "model.json");
        File.WriteAllText(card, File.ReadAllText(card)
            .Replace("\"name\"", "\"mine\": 1,\n \"name\"", StringComparison.Ordinal));
        ModelRegistry registry = new(_scratch.File("registry"));
        Assert.Contains("no model is registered; expected a folder with model.json",
            Assert.Throws<ModelException>(() => registry.Resolve("smallest_encoder")).Message,
            StringComparison.Ordinal);
        ModelAddResult added = registry.Add(new ModelAddRequest { Path = source });

        Assert.Equal(SmallestEncoder.Width, added.Width);
        Assert.Equal(["smallest_encoder"], registry.Names);
        Assert.Equal(added.Folder, registry.Resolve("smallest_encoder"));
        Assert.Equal(File.ReadAllText(card), File.ReadAllText(Path.Combine(added.Folder, "model.json")));
        Assert.Throws<ArgumentException>(() => registry.Add(new ModelAddRequest { Path = source }));
        registry.Add(new ModelAddRequest { Path = source, MayReplace = true });
        Assert.Contains("did you mean 'smallest_encoder'",
            Assert.Throws<UnknownNameException>(() => registry.Resolve("smalest_encoder")).Message,
            StringComparison.Ordinal);
        Assert.Equal(source, registry.Resolve(source));
        Assert.Equal(Path.GetFullPath(source), registry.Resolve(Path.Combine(source, "smallest_encoder.onnx")));
    }

    [Fact]
    public void A_file_without_a_card_is_described_and_its_axes_read_off()
    {
        string path = Graph("plain.onnx", graph =>
        {
            string image = graph.Input("pixels", "N", 3, 8, 8);
            graph.Output(graph.Node("Flatten", "features", [image], GraphAttribute.Integer("axis", 1)), "N", 192);
        });
        ModelRegistry registry = new(_scratch.File("registry"));
        Assert.Contains("nothing says how pixels are scaled",
            Assert.Throws<ModelException>(() =>
                registry.Add(new ModelAddRequest { Path = path, Description = new() })).Message,
                    StringComparison.Ordinal);
        ModelCard card = registry.Add(new ModelAddRequest
        {
            Path = path, Description = new ModelDescription { Name = "plain-8", Range = (-1, 1), License = "CC0-1.0" },
        }).Card;
        Assert.Equal(("plain-8", "features", 192), (card.Name, card.Embedding, card.Outputs[0].Width));
        Assert.Equal([0.5f, 0.5f, 0.5f], ModelCard.Read(registry.Resolve("plain-8")).Input.Mean);
    }

    [Fact]
    public void A_second_input_is_refused_in_a_sentence() => Refused(
        graph =>
        {
            string sum =
                graph.Node("Add", "sum", [graph.Input("image", "N", 3, 8, 8), graph.Input("age", "N", 3, 8, 8)]);
            graph.Output(graph.Node("Flatten", "embedding", [sum], GraphAttribute.Integer("axis", 1)), "N", 192);
        },
        "takes 2 inputs (image float [?, 3, 8, 8], age float [?, 3, 8, 8]) and its card explains 1");

    [Fact]
    public void An_output_of_another_width_is_refused_in_a_sentence() => Refused(
        graph => graph.Output(graph.Node("Flatten", "embedding", [graph.Input("image", "N", 3, 8, 8)],
            GraphAttribute.Integer("axis", 1)), "N", "D"),
        "output 'embedding' is 192 wide, and its card says 100", width: 100);

    [Fact]
    public void An_input_of_another_shape_is_refused_in_a_sentence() => Refused(
        graph => graph.Output(graph.Node("Flatten", "embedding", [graph.Input("image", "N", 3, 16, 16)],
            GraphAttribute.Integer("axis", 1)), "N", "D"),
        "input 'image' is float [?, 3, 16, 16]; its card says float [N, 3, 8, 8]");

    [Fact]
    public void Features_that_are_not_finite_are_refused_in_a_sentence() => Refused(
        graph =>
        {
            string root =
                graph.Node("Log", "root",
                    [graph.Node("Sub", "below", [graph.Input("image", "N", 3, 8, 8), graph.Weights("two", [2f], 1)])]);
            graph.Output(graph.Node("Flatten", "embedding", [root], GraphAttribute.Integer("axis", 1)), "N", "D");
        },
        "numbers that are not finite");

    [Fact]
    public void Open_axes_and_a_fixed_batch_are_both_fine()
    {
        string open = Graph("model.onnx", graph =>
            graph.Output(graph.Node("Flatten", "embedding", [graph.Input("image", "N", 3, "H", "W")],
                GraphAttribute.Integer("axis", 1)), "N", "D"));
        Assert.Equal(192, Add(open, null).Width);

        string one = Graph("model.onnx", graph =>
            graph.Output(graph.Node("Flatten", "embedding", [graph.Input("image", 1, 3, 8, 8)],
                GraphAttribute.Integer("axis", 1)), 1, 192));
        Add(one, 192);
        using ImageEncoder encoder = ImageEncoder.Open(new ModelRegistry(_scratch.File("registry")).Resolve("odd"), 1);
        Assert.Equal(1, encoder.FixedBatchSize);
    }

    [Fact]
    public void Tokens_are_pooled_as_the_card_says()
    {
        // [N, 3, 8, 8] as 24 tokens of width 8: the rows of the bands.
        string path = Graph("model.onnx", graph =>
        {
            string shape = graph.Integers("shape", 0, 24, 8);
            graph.Output(graph.Node("Reshape", "embedding", [graph.Input("image", "N", 3, 8, 8), shape]), "N", 24, 8);
        });
        byte[] ramp = [.. Enumerable.Range(0, 8 * 8 * 3).Select(i => (byte)(i / 3 / 8 * 10))]; // 10 · row
        Image picture = new(8, 8, 3, ramp);
        foreach ((TokenPooling pooling, float expected) in new[] { (TokenPooling.FirstToken, 0f),
            (TokenPooling.MeanToken, 35f / 255) })
        {
            ModelCard card = Card(path, 192) with { Pooling = pooling };
            using ImageEncoder encoder =
                ImageEncoder.Open(card, _scratch.Root, new OnnxSessionSettings { ThreadCount = 1 });
            Assert.Equal(8, encoder.Width);
            Assert.All(encoder.Encode(picture), value => Assert.Equal(expected, value, 1e-6f));
        }
    }

    [Fact]
    public void Cuda_that_is_not_there_is_said_with_what_is()
    {
        string path = Graph("model.onnx", graph =>
            graph.Output(graph.Node("Flatten", "embedding", [graph.Input("image", "N", 3, 8, 8)],
                GraphAttribute.Integer("axis", 1)), "N", 192));
        OnnxDeviceException absent = Assert.Throws<OnnxDeviceException>(() =>
            OnnxSession.Open(path, new OnnxSessionSettings { ThreadCount = 1, Device = OnnxDevice.Cuda }));
        Assert.Contains("CPUExecutionProvider", absent.Message, StringComparison.Ordinal);
    }

    private void Refused(Action<GraphBuilder> build, string said, int? width = null)
    {
        string path = Graph("model.onnx", build);
        Assert.Contains(said, Assert.Throws<ModelException>(() => Add(path, width)).Message, StringComparison.Ordinal);
        Assert.Empty(new ModelRegistry(_scratch.File("registry")).Names);
        Assert.Empty(Directory.Exists(_scratch.File("registry")) ? Directory.GetDirectories(_scratch.File("registry"))
            : []);
    }

    private ModelAddResult Add(string path, int? width)
    {
        Card(path, width).Write(_scratch.Root);
        return new ModelRegistry(_scratch.File("registry"))
            .Add(new ModelAddRequest { Path = _scratch.Root, MayReplace = true });
    }

    private static ModelCard Card(string path, int? width) => new()
    {
        Name = "odd",
        File = Path.GetFileName(path),
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
        Input = new ModelInput
        {
            Name = "image", Width = 8, Height = 8, Color = ColorOrder.Rgb, Mean = [0f, 0f, 0f],
            StandardDeviation = [1f, 1f, 1f],
            Kernel = ResizeKernel.Linear,
        },
        Outputs = [new ModelOutput("embedding", width)],
        Embedding = "embedding",
        License = "CC0-1.0",
    };

    private string Graph(string name, Action<GraphBuilder> build)
    {
        GraphBuilder graph = new("test");
        build(graph);
        File.WriteAllBytes(_scratch.File(name), graph.ToBytes());
        return _scratch.File(name);
    }
}
