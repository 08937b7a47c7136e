using System.Text.Json.Nodes;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class ImageEncoderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableFact]
    public void A_trained_model_sees_the_cat_as_its_maker_did()
    {
        SharedFolder.Require();
        string folder = SharedFolder.Path("models/mobilenet_v2");
        using ImageEncoder encoder = ImageEncoder.Open(folder, 2, "logits");
        float[] input = new float[encoder.Card.Input.Length];
        encoder.Card.Input.Fill(Image.Read(Path.Combine(folder, "cat_224.png")), input);
        double[] logits = [.. encoder.Encode(input, 1).Select(logit => (double)logit)];
        double[] odds = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];

        // The card's own check, printed with four decimals by another program.
        JsonNode check = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "model.json")))!["check"]!;
        foreach (JsonNode? top in check["top"]!.AsArray())
        {
            double probability = odds[top!["index"]!.GetValue<int>()] / odds.Sum();
            Assert.Equal(top["probability"]!.GetValue<double>(), probability, 1e-4);
        }
    }

    [SkippableFact]
    public void Embeddings_do_not_depend_on_the_thread_count_or_the_batch()
    {
        SharedFolder.Require();
        string folder = SharedFolder.Path("models/mobilenet_v2");
        string[] pictures =
            [.. Directory.GetFiles(SharedFolder.Path("data/ham10000/images")).Order(StringComparer.Ordinal).Take(5)];
        using ImageEncoder one = ImageEncoder.Open(folder, 1);
        using ImageEncoder three = ImageEncoder.Open(folder, 3);
        int length = one.Card.Input.Length;
        float[] input = new float[pictures.Length * length];
        for (int i = 0; i < pictures.Length; i++)
        {
            one.Card.Input.Fill(Image.Read(pictures[i]), input.AsSpan(i * length, length));
        }

        float[] together = one.Encode(input, pictures.Length);
        Assert.Equal(together, three.Encode(input, pictures.Length));
        Assert.Equal(together[..1280], one.Encode(input[..length], 1));
    }

    [Fact]
    public void Pictures_are_scaled_ordered_and_laid_out_as_the_card_says()
    {
        ModelInput input = new()
        {
            Name = "x", Width = 2, Height = 1, Color = ColorOrder.Bgr, Kernel = ResizeKernel.Linear,
            Mean = [0f, 0.5f, 1f], StandardDeviation = [1f, 0.5f, 2f],
        };
        float[] target = new float[6];
        input.Fill(new Image(2, 1, 3, [255, 0, 51, 0, 255, 102]), target);

        // Planes blue, green, red; (p / 255 − mean) / std.
        float[] expected = [0.2f, 0.4f, -1f, 1f, 0f, -0.5f];
        Assert.All(expected.Zip(target), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));

        ModelInput gray = input with { Color = ColorOrder.Gray, Mean = [0f], StandardDeviation = [1f] };
        float[] plane = new float[2];
        gray.Fill(new Image(2, 1, 3, [255, 0, 0, 0, 255, 0]), plane);
        Assert.Equal(76 / 255f, plane[0], 1e-6f); // .299 · 255 and .587 · 255 as bytes, as Pillow does
        Assert.Equal(150 / 255f, plane[1], 1e-6f);
    }

    [Fact]
    public void The_smallest_encoder_is_the_same_bytes_every_time_and_its_card_reads_back()
    {
        ModelCard card = SmallestEncoder.Write(_scratch.File("a"));
        SmallestEncoder.Write(_scratch.File("b"));
        Assert.Equal(File.ReadAllBytes(Path.Combine(_scratch.File("a"), card.File)),
            File.ReadAllBytes(Path.Combine(_scratch.File("b"), card.File)));
        Assert.NotEqual(card.Sha256, SmallestEncoder.Write(_scratch.File("c"), seed: 2).Sha256);

        ModelCard read = ModelCard.Read(_scratch.File("a"));
        Assert.Equal(card.Sha256, read.Sha256);
        Assert.Equal(card.Input.Mean, read.Input.Mean);
        Assert.Equal(card.Input.Kernel, read.Input.Kernel);

        using ImageEncoder encoder = ImageEncoder.Open(_scratch.File("a"), 1);
        float[] flat = encoder.Encode(new float[encoder.Card.Input.Length], 1);
        Assert.Equal(SmallestEncoder.Width, flat.Length);
        Assert.All(flat[..51], mean => Assert.Equal(0f, mean));
        Assert.All(flat[51..], spread => Assert.Equal(1e-3f, spread, 1e-6f)); // √1e-6: no spread at all
    }

    [Fact]
    public void A_folder_without_a_card_a_changed_model_and_an_unknown_output_are_refused()
    {
        Assert.Contains("has no model card",
            Assert.Throws<ModelException>(() => ImageEncoder.Open(_scratch.Root, 1)).Message,
            StringComparison.Ordinal);

        string folder = _scratch.File("m");
        ModelCard card = SmallestEncoder.Write(folder);
        Assert.Contains("lists no output 'logits'",
            Assert.Throws<ModelException>(() => ImageEncoder.Open(folder, 1, "logits")).Message,
            StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(folder, card.File), "x");
        Assert.Contains("changed or damaged", Assert.Throws<ModelException>(() => ImageEncoder.Open(folder, 1)).Message,
            StringComparison.Ordinal);
        File.Delete(Path.Combine(folder, card.File));
        Assert.Contains("was not found", Assert.Throws<ModelException>(() => ImageEncoder.Open(folder, 1)).Message,
            StringComparison.Ordinal);
    }
}
