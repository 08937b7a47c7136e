using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>The structural CLIP of the shared models: random weights, real structure.</summary>
public sealed class ZeroShotTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    /// <summary>The graph computes exp(logit scale) · cosine itself; its softmax is the number from outside.</summary>
    [SkippableFact]
    public void Probabilities_are_those_of_the_graph_s_own_logits()
    {
        Clip();
        float[] picture = Enumerable.Range(0, 3 * 32 * 32).Select(i => (float)Math.Sin(i)).ToArray();
        using ImageEncoder images = ImageEncoder.Open(_scratch.Root, 1);
        using EmbeddingMatrix matrix = new(["x"], 24, images.Encode(picture, 1));
        ZeroShotResult result = ZeroShot.Run(new ZeroShotRequest
        {
            ModelFolder = _scratch.Root, Embeddings = matrix,
            Classes = [new("one", ["ab"]), new("two", ["c d"]), new("three", ["bb a"])],
        });

        using OnnxSession session = OnnxSession.Open(_scratch.File("clip.onnx"), 1);
        TextTokenizer tokenizer = TextTokenizer.Open(_scratch.Root, images.Card.Text!);
        long[] ids = [.. new[] { "ab", "c d", "bb a" }.SelectMany(text => tokenizer.Encode(text).Ids)];
        float[] logits = session.Run(
            [new OnnxTensor("image", [1, 3, 32, 32], picture)], [new OnnxIntegers("input_ids", [3, 12], ids)],
                ["logits"])[0].Values;
        double[] odds = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        Assert.All(odds.Zip(result.Probabilities), pair => Assert.Equal(pair.First / odds.Sum(), pair.Second, 1e-4));
        Assert.Equal(1, result.Probabilities.Sum(), 1e-12);
        Assert.Empty(result.CutPrompts);
    }

    /// <summary>Radford et al. 2021, section 3.1.4: unit vectors are averaged, the mean is brought to length
    /// 1.</summary>
    [SkippableFact]
    public void Prompts_and_templates_of_a_class_are_averaged_as_unit_vectors()
    {
        Clip();
        using DualEncoder texts = DualEncoder.Open(_scratch.Root, 1);
        float[][] rows = texts.Encode(["a b", "a c", "b b", "b c"]);
        double[] mean = [.. Enumerable.Range(0, 24).Select(i => rows.Average(row => (double)row[i]))];
        double length = Math.Sqrt(mean.Sum(value => value * value));
        float[] other = texts.Encode(["d b"])[0].Zip(texts.Encode(["d c"])[0], (x, y) => x + y).ToArray();
        double otherLength = Math.Sqrt(other.Sum(value => (double)value * value));
        using EmbeddingMatrix matrix = new(["x"], 24, [.. mean.Select(value => (float)(3 * value))]); // any length
        ZeroShotResult result = ZeroShot.Run(new ZeroShotRequest
        {
            ModelFolder = _scratch.Root, Embeddings = matrix, Classes = [new("ab", ["a", "b"]), new("d", ["d"])],
            Templates = ["{} b", "{} c"],
        });
        double cosine = mean.Zip(other, (x, y) => x * y).Sum() / length / otherLength;
        double expected = 1 / (1 + Math.Exp(result.LogitScale * (cosine - 1)));
        Assert.Equal(expected, result.Probabilities[0], 1e-4);
    }

    [SkippableFact]
    public void Texts_are_kept_as_a_store_with_the_ids_that_mitigations_read()
    {
        Clip();
        IReadOnlyList<string> cut = TextStore.Write(new TextStoreRequest
        {
            ModelFolder = _scratch.Root, Folder = _scratch.File("texts"),
            Classes = [new("1", ["a", "b"]), new("0", ["c"])], Attributes = [new("sex/f", ["d"]), new("sex/m", ["bb"])],
            Samples = [("p1", "a b c")], Templates = ["{} b"], ThreadCount = 1,
        });
        Assert.Empty(cut);
        using EmbeddingMatrix store = EmbeddingMatrix.Open(_scratch.File("texts"));
        Assert.Equal(["attribute:sex/f", "attribute:sex/m", "class:0", "class:1", "p1"],
            store.Ids.Order(StringComparer.Ordinal));
        using DualEncoder texts = DualEncoder.Open(_scratch.Root, 1);
        Assert.Equal(texts.Encode(["a b c"])[0], store.Row(store.RowOf("p1")).ToArray());
        float[] one = store.Row(store.RowOf("class:0")).ToArray();
        float[] alone = texts.Encode(["c b"])[0];
        Assert.All(one.Zip(alone), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    /// <summary>A store of classes gives what its words give, and composed prompts have ids of their own.</summary>
    [SkippableFact]
    public void Classes_come_from_a_store_too_and_pairs_are_composed_for_calibration()
    {
        Clip();
        ZeroShotClass[] classes = [new("0", ["c"]), new("1", ["a", "b"])];
        TextStoreRequest texts = new()
        {
            ModelFolder = _scratch.Root, Folder = _scratch.File("texts"), Classes = classes,
            Attributes = [new("sex/f", ["d"]), new("sex/m", ["bb"])], PairTemplates = ["{attribute} {class}"],
            Templates = ["{} b"], ThreadCount = 1,
        };
        TextStore.Write(texts);
        using EmbeddingMatrix matrix = new(["x"], 24, [.. Enumerable.Range(0, 24).Select(i => (float)Math.Sin(i))]);
        ZeroShotRequest request = new()
        {
            ModelFolder = _scratch.Root, Embeddings = matrix, Classes = classes, Templates = ["{} b"], ThreadCount = 1,
        };
        ZeroShotResult words = ZeroShot.Run(request);
        ZeroShotResult kept = ZeroShot.Run(request with { Classes = [], Texts = texts.Folder });
        Assert.Equal(words.Classes, kept.Classes);
        Assert.All(words.Probabilities.Zip(kept.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Contains("one of the two", Assert.Throws<ArgumentException>(() =>
            ZeroShot.Run(request with { Texts = texts.Folder })).Message, StringComparison.Ordinal);
        using (EmbeddingMatrix store = EmbeddingMatrix.Open(texts.Folder))
        {
            Assert.Equal(
                ["pair:0|sex/f", "pair:0|sex/m", "pair:1|sex/f", "pair:1|sex/m"],
                store.Ids.Where(id => id.StartsWith("pair:", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            using DualEncoder encoder = DualEncoder.Open(_scratch.Root, 1);
            Assert.All(
                encoder.Encode(["d c b"])[0].Zip(store.Row(store.RowOf("pair:0|sex/f")).ToArray()),
                pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }

        // Other words in the same place replace the store; what somebody else keeps there is not touched.
        TextStore.Write(texts with { PairTemplates = [], Attributes = [] });
        using EmbeddingMatrix again = EmbeddingMatrix.Open(texts.Folder);
        Assert.Equal(2, again.Ids.Count);
        Assert.Contains("no {class} or no {attribute}", Assert.Throws<ArgumentException>(() =>
            TextStore.Write(texts with { PairTemplates = ["{class}"] })).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Wrong_requests_and_models_without_words_are_refused()
    {
        Clip();
        using EmbeddingMatrix matrix = new(["x"], 24, new float[24]);
        ZeroShotRequest request =
            new() { ModelFolder = _scratch.Root, Embeddings = matrix, Classes = [new("a", ["a"]), new("b", ["b"])] };
        Assert.Contains("'x' has length 0", Assert.Throws<EmbeddingException>(() => ZeroShot.Run(request)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ZeroShot.Run(request with { Classes = [new("a", ["a"])] }));
        Assert.Throws<ArgumentException>(() =>
            ZeroShot.Run(request with { Classes = [new("a", ["a"]), new("a", ["b"])] }));
        Assert.Throws<ArgumentException>(() => ZeroShot.Run(request with { Templates = ["a photo"] }));
        using EmbeddingMatrix narrow = new(["x"], 2, [1, 2]);
        Assert.Contains("2 wide",
            Assert.Throws<EmbeddingException>(() => ZeroShot.Run(request with { Embeddings = narrow })).Message,
            StringComparison.Ordinal);
        SmallestEncoder.Write(_scratch.File("plain"));
        Assert.Contains("no text tower",
            Assert.Throws<ModelException>(() =>
                ZeroShot.Run(request with { ModelFolder = _scratch.File("plain") })).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Two_inputs_without_a_text_part_in_the_card_are_refused()
    {
        Clip();
        (ModelCard.Read(_scratch.Root) with { Text = null }).Write(_scratch.Root);
        Assert.Contains("takes 2 inputs",
            Assert.Throws<ModelException>(() => ImageEncoder.Open(_scratch.Root, 1)).Message, StringComparison.Ordinal);
    }

    private void Clip() => ToyClip.Write(_scratch.Root);
}
