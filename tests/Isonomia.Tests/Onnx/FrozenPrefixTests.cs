using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class FrozenPrefixTests
{
    private static readonly OnnxSessionSettings OneThread = new() { ThreadCount = 1 };

    [Theory]
    [InlineData("w1", "image", 16)]
    [InlineData("w2", "bent", 6)]
    [InlineData("w3", "bent,second", 10)]
    public void What_comes_before_and_after_the_cut_is_the_model(string trained, string crossing, int length)
    {
        OnnxModel model = Build();
        var prefix = FrozenPrefix.Find(model, Shapes(3), [trained], "out");
        Assert.Equal(crossing, string.Join(',', prefix.Frontier.Select(tensor => tensor.Name)));
        Assert.Equal(3 * length, prefix.Frontier.Sum(tensor => tensor.Shape.Aggregate(1L, (a, b) => a * b!.Value)));
        Assert.Equal(crossing == "image", prefix.IsEmpty);
        RandomSource random = new(4);
        OnnxTensor image = new("image", [3, 16], [.. Enumerable.Range(0, 48).Select(_ => (float)random.NextNormal())]);
        IReadOnlyList<OnnxTensor> crossed = [image];
        if (!prefix.IsEmpty)
        {
            using var before = OnnxSession.Open(prefix.Before(model), OneThread);
            crossed = before.Run(image, [.. prefix.Frontier.Select(tensor => tensor.Name)]);
        }

        using var after = OnnxSession.Open(prefix.After(model, "out"), OneThread);
        using var whole = OnnxSession.Open(model, OneThread);
        float[] expected = whole.Run(image, "out")[0].Values;
        Assert.Equal(expected, after.Run(crossed, [], ["out"])[0].Values);

        // With its weights as inputs it says the same, and with others something else.
        using var open = OnnxSession.Open(
            ModelWeights.AsInputs(prefix.After(model, "out"), [trained]), OneThread);
        long[] shape = trained == "w1" ? [16, 6] : trained == "w2" ? [6, 4] : [4, 6];
        int count = (int)(shape[0] * shape[1]);
        float[] own = Numbers(trained, count);
        Assert.Equal(expected, open.Run([.. crossed, new OnnxTensor(trained, shape, own)], [], ["out"])[0].Values);
        OnnxTensor zeros = new(trained, shape, new float[count]);
        using var changed = OnnxSession.Open(ModelWeights.With(model, [zeros]), OneThread);
        Assert.Equal(
            changed.Run(image, "out")[0].Values, open.Run([.. crossed, zeros], [], ["out"])[0].Values);
        Assert.Contains("no weights 'w9'", Assert.Throws<ArgumentException>(() =>
            ModelWeights.AsInputs(model, ["w9"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_lies_earlier_where_less_than_half_as_much_crosses_it()
    {
        GraphBuilder graph = new("wide");
        string image = graph.Input("image", "N", 4);
        string narrow = graph.Node("MatMul", "narrow", [image, graph.Weights("w1", Numbers("w1", 12), 4, 3)]);
        string wide = graph.Node("MatMul", "wide", [narrow, graph.Weights("w2", Numbers("w2", 27), 3, 9)]);
        graph.Output(graph.Node("MatMul", "out", [wide, graph.Weights("w3", Numbers("w3", 18), 9, 2)]), "N", 2);
        var prefix = FrozenPrefix.Find(OnnxModel.Parse(graph.ToBytes()), Shapes(2, 4), ["w3"], "out");
        Assert.Equal("narrow", Assert.Single(prefix.Frontier).Name);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_that_do_not_lie_one_after_the_other_are_noticed(bool isTurned)
    {
        GraphBuilder graph = new("turned");
        string image = graph.Input("image", "N", 2);
        string pair = graph.Node("MatMul", "pair", [image, graph.Weights("w1", Numbers("w1", 4), 2, 2)]);
        string laid = isTurned ? graph.Node("Transpose", "laid", [pair], GraphAttribute.Integers("perm", 1, 0)) : pair;
        string column = graph.Node("Reshape", "column", [laid, graph.Integers("shape", -1, 1)]);
        graph.Output(graph.Node("MatMul", "out", [column, graph.Weights("w2", Numbers("w2", 2), 1, 2)]), "N", 2);
        OnnxModel model = OnnxModel.Parse(graph.ToBytes());
        var prefix = FrozenPrefix.Find(model, Shapes(3, 2), ["w2"], "out");
        Assert.Equal("column", Assert.Single(prefix.Frontier).Name);
        Assert.Equal(!isTurned, prefix.KeepsRows(model, [1, 2, 3, 5, 8, 13], OneThread));
        Assert.True(FrozenPrefix.Empty(Shapes(3, 2), ["w2"]).IsEmpty);
    }

    private static Dictionary<string, IReadOnlyList<long>> Shapes(long rows, long width = 16) =>
        new() { ["image"] = [rows, width] };

    private static float[] Numbers(string name, int count)
    {
        var random = RandomSource.For(2, name, 0);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(0.3 * random.NextNormal()))];
    }

    /// <summary>Three products, with a sum that goes around the last one.</summary>
    private static OnnxModel Build()
    {
        GraphBuilder graph = new("around");
        string image = graph.Input("image", "N", 16);
        string first = graph.Node("MatMul", "first", [image, graph.Weights("w1", Numbers("w1", 96), 16, 6)]);
        string bent = graph.Node("Relu", "bent", [first]);
        string second = graph.Node("MatMul", "second", [bent, graph.Weights("w2", Numbers("w2", 24), 6, 4)]);
        string third = graph.Node("MatMul", "third", [second, graph.Weights("w3", Numbers("w3", 24), 4, 6)]);
        graph.Output(graph.Node("Add", "out", [third, bent]), "N", 6);
        return OnnxModel.Parse(graph.ToBytes());
    }
}
