using Isonomia.Onnx;
using static Isonomia.Tests.FormatNode;

namespace Isonomia.Tests;

/// <summary>Loading, checking and differentiating graphs that are not as they should be.</summary>
public sealed class OnnxModelTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void All_faults_of_a_graph_are_told_at_once()
    {
        ModelProto model = Model(
            Node("Relu", ["x"], ["a"]), Node("Add", ["a", "gone"], ["b"]), Node("Odd", ["b"], ["c"], "example.org"),
            Node("Relu", ["c"], ["a"]));
        string message = Message(model);
        Assert.Contains("'gone', which is neither an input, nor a weight", message, StringComparison.Ordinal);
        Assert.Contains("domain 'example.org'", message, StringComparison.Ordinal);
        Assert.Contains("'a' is made twice", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_is_shown() => Assert.Contains("runs in a circle: ",
        Message(Model(Node("Add", ["x", "b"], ["a"]), Node("Relu", ["a"], ["b"]))), StringComparison.Ordinal);

    [Fact]
    public void Nodes_in_any_order_are_sorted_and_differentiated()
    {
        ModelProto model = Model(Node("Mul", ["a", "a"], ["y"]), Node("Sin", ["x"], ["a"]));
        GradientValues values = Gradient(OnnxModel.Parse(OnnxModel.Of(model, "m").ToBytes()), "y", ["x"]);

        // d sin² x / dx = sin 2x
        Assert.Equal(Math.Sin(1), values.Gradients["x"].Values[0], 1e-6);
    }

    [Fact]
    public void A_normalization_of_half_numbers_goes_through_float32()
    {
        ModelProto model = Model(Node("LayerNormalization", ["x", "scale", "bias"], ["y"]));
        model.Graph.Input[0] = NodeWriter.ValueInfo("x", TensorProto.Types.DataType.Float16, [2]);
        model.Graph.Initializer.Add(TensorData.Reals("scale", TensorProto.Types.DataType.Float16, [2.0, 3.0], 2));
        model.Graph.Initializer.Add(TensorData.Reals("bias", TensorProto.Types.DataType.Float16, [0.0, 0.0], 2));
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = OnnxModel.Of(model, "m"),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [2] },
            Loss = Loss.Sum("y"),
            With = ["scale", "bias"],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        GradientValues values = session.Run([new OnnxTensor("x", [2], [1f, 3f])], []);

        // The standardized numbers are −1 and 1.
        Assert.Equal([-1f, 1f], values.Gradients["scale"].Values, (want, got) => Math.Abs(want - got) < 1e-3);
        Assert.Equal([1f, 1f], values.Gradients["bias"].Values);
    }

    [Fact]
    public void An_operator_without_a_rule_is_named_with_its_node()
    {
        OnnxModel model = OnnxModel.Of(Model(Node("Sin", ["x"], ["a"]), Node("Acosh", ["a"], ["y"])), "m.onnx");
        ModelException failure = Assert.Throws<ModelException>(() => Gradient(model, "y", ["x"]));
        Assert.Equal(
            "m.onnx: no gradient can be taken through node 'y' (Acosh): the operator 'Acosh' has no gradient rule.",
            failure.Message);
    }

    [Fact]
    public void An_operator_without_a_rule_does_not_matter_where_no_gradient_flows()
    {
        OnnxModel model = OnnxModel.Of(
            Model(Node("Acosh", ["x"], ["a"]), Node("Sin", ["a"], ["b"]), Node("Mul", ["b", "a"], ["y"])), "m");
        Assert.Equal(Math.Acosh(1.5), Gradient(model, "y", ["b"], 1.5f).Gradients["b"].Values[0], 1e-6);
    }

    [Fact]
    public void Integer_tensors_and_unknown_names_are_refused()
    {
        OnnxModel model = OnnxModel.Of(Model(Node("Shape", ["x"], ["s"]), Node("Sin", ["x"], ["y"])), "m");
        Assert.Contains("'s' holds no real numbers",
            Assert.Throws<ArgumentException>(() => Gradient(model, "y", ["s"])).Message, StringComparison.Ordinal);
        Assert.Contains("no tensor 'q'",
            Assert.Throws<ArgumentException>(() => Gradient(model, "y", ["q"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_does_not_reach_the_loss_has_a_gradient_of_zeros()
    {
        OnnxModel model = OnnxModel.Of(
            Model(Node("Sin", ["x"], ["a"]), Node("Cos", ["x"], ["dead"]), Node("Exp", ["a"], ["y"])), "m");
        Assert.Equal([0f, 0f], Gradient(model, "y", ["dead"]).Gradients["dead"].Values);
    }

    [Fact]
    public void Softmax_of_an_old_operator_set_flattens_from_its_axis_on()
    {
        ModelProto old = Model(Node("Softmax", ["x"], ["y"]));
        old.OpsetImport[0].Version = 12;
        old.Graph.Input[0] = NodeWriter.ValueInfo("x", TensorProto.Types.DataType.Float, [1, 1, 2]);
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = OnnxModel.Of(old, "m"),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [1, 1, 2] },
            Loss = Loss.SumOfProducts(new Dictionary<string, string> { ["y"] = "c" }),
            With = ["x"],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        float[] slope = session.Run(
            [new OnnxTensor("x", [1, 1, 2], [0, 0]), new OnnxTensor("c", [1, 1, 2], [1, 0])], []).Gradients["x"].Values;

        // softmax(0, 0) = (½, ½): the Jacobian's first column is (¼, −¼).
        Assert.Equal([0.25f, -0.25f], slope);
    }

    [Fact]
    public void External_weights_are_read_and_their_absence_is_told()
    {
        File.WriteAllBytes(_scratch.File("w.bin"), [.. new byte[4], .. BitConverter.GetBytes(2f)]);
        ModelProto model = Model(Node("Mul", ["x", "w"], ["y"]));
        TensorProto weight = new()
        {
            Name = "w", DataType = (int)TensorProto.Types.DataType.Float, Dims = { 1 },
            DataLocation = TensorProto.Types.DataLocation.External,
        };
        foreach ((string key, string value) in new[] { ("location", "w.bin"), ("offset", "4"), ("length", "4") })
        {
            weight.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        model.Graph.Initializer.Add(weight);
        OnnxModel.Of(model, "m").Save(_scratch.File("m.onnx"));

        Assert.Equal([2.0], TensorData.Reals(OnnxModel.Load(_scratch.File("m.onnx")).Proto.Graph.Initializer[0])!);
        File.Delete(_scratch.File("w.bin"));
        Assert.Contains("'w.bin', which was not found",
            Assert.Throws<ModelException>(() => OnnxModel.Load(_scratch.File("m.onnx"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Adapters_that_start_at_zero_leave_the_model_as_it_is_and_refuse_unknown_patterns()
    {
        GraphBuilder builder = new("g");
        builder.Node("MatMul", "y", [builder.Input("x", "N", 3), builder.Weights("w", [1, 2, 3, 4, 5, 6], 3, 2)]);
        builder.Output("y", "N", 2);
        var model = OnnxModel.Parse(builder.ToBytes());
        var adapters = LowRankAdapters.Insert(model, LowRankAdapters.Find(model, "y*"), 2, 4);
        Assert.Equal(["y.A", "y.B"], adapters.ParameterNames);
        Assert.Equal(model.ToBytes(), adapters.Merge(adapters.Model).ToBytes());

        // The node is named as its output, which a second node may then not be named.
        Assert.Equal([3f, 7f, 11f], Gradient(adapters.Model, [1, 3], "x"));
        Assert.Throws<ArgumentException>(() => LowRankAdapters.Find(model, "*query*"));
    }

    /// <summary>The row sums of the weights are the gradient of the sum of x W.</summary>
    private static float[] Gradient(OnnxModel model, long[] shape, string wanted)
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = shape },
            Loss = Loss.Sum("y"),
            With = [wanted],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        return session.Run([new OnnxTensor("x", shape, new float[TensorData.Count(shape)])], [])
            .Gradients[wanted].Values;
    }

    private static string Message(ModelProto model) =>
        Assert.Throws<ModelException>(() => OnnxModel.Parse(OnnxModel.Of(model, "m").ToBytes())).Message;

    private static GradientValues Gradient(OnnxModel model, string output, string[] wanted, float at = 0.5f)
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [2] },
            Loss = Loss.Sum(output),
            With = wanted,
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        return session.Run([new OnnxTensor("x", [2], [at, at])], []);
    }

    private static ModelProto Model(params NodeProto[] nodes)
    {
        ModelProto model = new() { IrVersion = 8, Graph = new GraphProto { Name = "g" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        model.Graph.Input.Add(NodeWriter.ValueInfo("x", TensorProto.Types.DataType.Float, [2]));
        model.Graph.Node.Add(nodes);
        model.Graph.Output.Add(new ValueInfoProto { Name = nodes[^1].Output[0] });
        return model;
    }
}
