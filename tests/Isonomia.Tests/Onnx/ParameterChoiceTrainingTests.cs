using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class ParameterChoiceTrainingTests
{
    private static readonly OnnxModel Model = Build();

    [Fact]
    public void Only_weights_that_the_output_depends_on_are_chosen() =>
        Assert.Equal(["w1", "b1", "w2", "gain", "shift"], ParameterChoice.All(Model, "embedding"));

    [Fact]
    public void Biases_are_what_is_added_along_one_axis() =>
        Assert.Equal(["b1", "shift"], ParameterChoice.Biases(Model, "embedding"));

    [Fact]
    public void The_last_layers_take_what_follows_them_along()
    {
        Assert.Equal(["w2", "gain", "shift"], ParameterChoice.LastLayers(Model, "embedding", 1));
        Assert.Equal(["w1", "b1", "w2", "gain", "shift"], ParameterChoice.LastLayers(Model, "embedding", 2));
        Assert.Contains("depends on 2", Assert.Throws<ArgumentException>(() =>
            ParameterChoice.LastLayers(Model, "embedding", 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_go_on_matching_products_before_the_output()
    {
        Assert.Equal(["first", "second"], Targets("*"));
        Assert.Equal(["second"], Targets("w2"));
        Assert.Throws<Catalogs.UnknownNameException>(() => Targets("logits"));
        string[] Targets(string pattern) =>
            [.. ParameterChoice.LowRankTargets(Model, "embedding", pattern).Select(target => target.Node)];
    }

    [Fact]
    public void A_number_that_keeps_a_root_above_zero_is_no_weight()
    {
        GraphBuilder graph = new("root");
        string scaled = graph.Node(
            "Mul", "scaled", [graph.Input("image", "N", 4), graph.Weights("gain", new float[4], 4)]);
        string guarded = graph.Node("Add", "guarded", [scaled, graph.Weights("small", [1e-6f], 1)]);
        graph.Output(graph.Node("Sqrt", "embedding", [guarded]), "N", 4);
        var model = OnnxModel.Parse(graph.ToBytes());
        Assert.Equal(["gain"], ParameterChoice.All(model, "embedding"));
        Assert.Empty(ParameterChoice.Biases(model, "embedding"));
    }

    [Theory]
    [InlineData("first_token", 1)]
    [InlineData("mean_token", 2.5)]
    public void A_head_standardizes_pooled_columns_and_replaces_an_older_head(string pooling, double pooled)
    {
        GraphBuilder graph = new("tokens");
        string image = graph.Input("image", "N", 2, 1);
        graph.Output(graph.Node("Identity", "tokens", [image]), "N", 2, 1);
        OnnxModel headed = ClassifierHead.Attach(
            OnnxModel.Parse(graph.ToBytes()), "tokens", pooling, [0.5f], [2], ([1f, -3f], new float[2]));
        headed = ClassifierHead.Attach(headed, "tokens", pooling, [0.5f], [2], ([1f, -3f], new float[2]));
        using var session = OnnxSession.Open(headed, new OnnxSessionSettings { ThreadCount = 1 });
        float[] logits = session.Run(new OnnxTensor("image", [1, 2, 1], [1, 4]), ClassifierHead.Logits)[0].Values;
        Assert.Equal([(float)((pooled - 0.5) * 2), (float)((pooled - 0.5) * 2 * -3)], logits);
        Assert.Equal(["tokens", ClassifierHead.Logits], headed.OutputNames);
    }

    private static OnnxModel Build()
    {
        GraphBuilder graph = new("choice");
        string image = graph.Input("image", "N", 4);
        string first = graph.Node("MatMul", "first", [image, graph.Weights("w1", new float[12], 4, 3)]);
        string added = graph.Node("Add", "added", [first, graph.Weights("b1", new float[3], 3)]);
        string second = graph.Node("MatMul", "second", [added, graph.Weights("w2", new float[9], 3, 3)]);
        string embedding = graph.Node(
            "LayerNormalization", "embedding",
            [second, graph.Weights("gain", [1, 1, 1], 3), graph.Weights("shift", new float[3], 3)]);
        graph.Output(embedding, "N", 3);
        graph.Output(
            graph.Node("MatMul", "logits", [embedding, graph.Weights("w3", new float[6], 3, 2)]), "N", 2);
        return OnnxModel.Parse(graph.ToBytes());
    }
}
