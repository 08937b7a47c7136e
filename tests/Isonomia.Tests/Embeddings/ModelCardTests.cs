using System.Text.Json.Nodes;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class ModelCardTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("bilinear", "bilinaer", "input.resize.interpolation' is 'bilinaer'; did you mean 'bilinear'?")]
    [InlineData("\"NCHW\"", "\"NHWC\"", "layout NCHW")]
    [InlineData("\"sha256\"", "\"md5\"", "'sha256' is missing")]
    [InlineData("smallest_encoder.onnx", "../x.onnx", "leads out of the model's folder")]
    [InlineData("\"smallest_encoder\"", "\"a b\"", "other signs than letters")]
    [InlineData("{", "", "cannot be read")]
    public void A_card_with_an_odd_field_is_refused_with_its_name(string find, string replace, string said)
    {
        SmallestEncoder.Write(_scratch.Root);
        string path = _scratch.File("model.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace(find, replace, StringComparison.Ordinal));
        Assert.Contains(said, Assert.Throws<ModelException>(() => ModelCard.Read(_scratch.Root)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        const string Odd = """{"name": "x", "file": "x.onnx", "sha256": "12", "input": {"name": 3}, "outputs": []}""";
        File.WriteAllText(_scratch.File("model.json"), Odd);
        string message = Assert.Throws<ModelException>(() => ModelCard.Read(_scratch.Root)).Message;
        foreach (string part in new[] { "no SHA-256", "'input.colour' is missing", "'input.name' is not a text",
            "'input.resize' is missing", "'outputs' is empty" })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_card_reads_back_what_was_written()
    {
        ModelCard card = SmallestEncoder.Write(_scratch.Root) with
        {
            Pooling = TokenPooling.FirstToken,
            DataFiles = [new ModelFile("w.bin", new string('a', 64))],
            Text = new ModelText
            {
                Input = "ids", Mask = "mask", Output = "text_embedding", Length = 9, LogitScale = 12.5,
                Tokenizer = new ModelTokenizer
                {
                    Kind = TokenizerKind.BytePair, Vocabulary = new("v.json", new string('b', 64)),
                    Merges = new("m.txt", new string('c', 64)),
                    Start = "<s>", End = "</s>", Padding = "<p>", Unknown = "<u>", IsLowerCase = false,
                },
            },
        };
        card = card with { Input =
            card.Input with { Rule = ResizeRule.ShortestEdge, ShortestEdge = 73, Kernel = ResizeKernel.Cubic,
                Color = ColorOrder.Bgr } };
        card.Write(_scratch.Root);
        ModelCard read = ModelCard.Read(_scratch.Root);
        Assert.Equal(card.Input.Text, read.Input.Text);
        Assert.Equal(card.Text, read.Text);
        Assert.Equal(card.DataFiles, read.DataFiles);
        Assert.Equal(card.Outputs, read.Outputs);
        Assert.Equal((card.Embedding, card.Pooling, card.License, card.Source),
            (read.Embedding, read.Pooling, read.License, read.Source));
        Assert.Equal(["smallest_encoder.onnx", "w.bin", "v.json", "m.txt"], read.Files.Select(file => file.Name));
    }

    /// <summary>Sizes and offsets by the rule that torchvision documents for Resize(int) and CenterCrop.</summary>
    [Fact]
    public void The_shorter_edge_is_brought_to_size_and_the_middle_cut_out()
    {
        // 8 × 4, each pixel 10 · column: shorter edge 4 stays, the middle 2 × 2 begins at column 3 and row 1.
        byte[] samples = [.. Enumerable.Range(0, 32).Select(i => (byte)(10 * (i % 8)))];
        ModelInput input = Gray() with { Rule = ResizeRule.ShortestEdge, ShortestEdge = 4 };
        float[] target = new float[4];
        input.Fill(new Image(8, 4, 1, samples), target);
        Assert.Equal([30f / 255, 40f / 255, 30f / 255, 40f / 255], target);
    }

    [Fact]
    public void Padding_leaves_black_beside_the_picture()
    {
        ModelInput input =
            Gray() with { Rule = ResizeRule.Pad, Width = 4, Height = 4, Mean = [0.5f], StandardDeviation = [0.5f] };
        float[] target = new float[16];
        input.Fill(new Image(4, 2, 1, [255, 255, 255, 255, 255, 255, 255, 255]), target);
        Assert.Equal([-1f, -1f, -1f, -1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f, 1f, -1f, -1f, -1f, -1f], target);
    }

    [Theory]
    [InlineData(ColorOrder.Rgb, ResizeRule.Stretch, ResizeKernel.Linear, true, "")]
    [InlineData(ColorOrder.Bgr, ResizeRule.ShortestEdge, ResizeKernel.Cubic, true, "")]
    [InlineData(ColorOrder.Gray, ResizeRule.Pad, ResizeKernel.Linear, false, "")]
    [InlineData(ColorOrder.Rgb, ResizeRule.Stretch, ResizeKernel.Area, true, "percentile_window(1,99)")]
    public void The_table_of_levels_gives_the_bits_of_the_pipeline_that_the_text_says(
        ColorOrder color, ResizeRule rule, ResizeKernel kernel, bool antialias, string before)
    {
        ModelInput input = new()
        {
            Name = "x", Width = 21, Height = 20, Color = color, Kernel = kernel, Antialias = antialias, Rule = rule,
            ShortestEdge = 24,
            Before = before,
            Mean = color == ColorOrder.Gray ? [0.485f] : [0.485f, 0.456f, 0.406f],
            StandardDeviation = color == ColorOrder.Gray ? [0.229f] : [0.229f, 0.224f, 0.225f],
        };
        foreach (Image picture in ProbePicture.All())
        {
            float[] expected = new float[input.Length];
            float[] target = new float[input.Length];
            TransformPipeline.Parse(input.Text).Fill(picture, expected);
            input.Fill(picture, target);
            Assert.Equal(expected, target);
        }
    }

    [SkippableFact]
    public void The_card_of_the_trained_model_is_read_with_its_own_check()
    {
        SharedFolder.Require();
        ModelCard card = ModelCard.Read(SharedFolder.Path("models/mobilenet_v2"));
        Assert.Equal(("embedding", 1280, "Apache-2.0"), (card.Embedding, card.Outputs[0].Width, card.License));
        Assert.Equal((5, 286, 0.6723),
            (card.Expectation!.Top.Count, card.Expectation.Top[0].Index, card.Expectation.Top[0].Probability));
    }

    [Fact]
    public void The_committed_schema_accepts_what_we_write_and_refuses_what_we_refuse()
    {
        SmallestEncoder.Write(_scratch.Root);
        var schema =
            Json.Schema.JsonSchema.FromFile(Path.Combine(RepositoryFolder.Root, "docs", "schemas",
                "model-1.schema.json"));
        JsonNode card = JsonNode.Parse(File.ReadAllText(_scratch.File("model.json")))!;
        Assert.True(schema.Evaluate(card).IsValid);
        if (SharedFolder.Exists)
        {
            Assert.True(schema.Evaluate(
                JsonNode.Parse(File.ReadAllText(SharedFolder.Path("models/mobilenet_v2/model.json")))).IsValid);
        }

        card["input"]!["resize"]!["interpolation"] = "bilinaer";
        Assert.False(schema.Evaluate(card).IsValid);
    }

    private static ModelInput Gray() => new()
    {
        Name = "x", Width = 2, Height = 2, Color = ColorOrder.Gray, Mean = [0f], StandardDeviation = [1f],
        Kernel = ResizeKernel.Linear,
    };
}
