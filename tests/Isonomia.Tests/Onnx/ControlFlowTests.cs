using Isonomia.Onnx;
using static Isonomia.Tests.FormatNode;

namespace Isonomia.Tests;

/// <summary>Branches, loops and functions of a model, and shapes that depend on values.</summary>
public sealed class ControlFlowTests
{
    [Theory]
    [InlineData(2, 3f)]
    [InlineData(4, 5f)]
    public void The_branch_that_the_shapes_decide_is_differentiated(long count, float slope)
    {
        // y = 3 x for two numbers, 5 x for any other count.
        NodeProto branch = Node("If", ["isTwo"], ["y"]);
        branch.Attribute.Add(Inner("then_branch", [], ["t"], Node("Mul", ["x", "three"], ["t"])));
        branch.Attribute.Add(Inner("else_branch", [], ["t"], Node("Mul", ["x", "five"], ["t"])));
        ModelProto model = Model(
            Node("Shape", ["x"], ["size"]), Node("Equal", ["size", "two"], ["isTwo"]), branch);
        model.Graph.Initializer.Add(TensorData.Of("two", [2L], 1));
        model.Graph.Initializer.Add(TensorData.Of("three", [3f]));
        model.Graph.Initializer.Add(TensorData.Of("five", [5f]));

        Assert.All(Gradient(model, count), value => Assert.Equal(slope, value));
    }

    [Fact]
    public void A_branch_that_values_decide_is_refused_by_name()
    {
        NodeProto branch = Node("If", ["isBig"], ["y"]);
        branch.Attribute.Add(Inner("then_branch", [], ["t"], Node("Neg", ["x"], ["t"])));
        branch.Attribute.Add(Inner("else_branch", [], ["t"], Node("Identity", ["x"], ["t"])));
        ModelProto model = Model(
            Node("ReduceSum", ["x"], ["sum"]), Node("Greater", ["sum", "sum"], ["isBig"]), branch);
        string message = Assert.Throws<ModelException>(() => Gradient(model, 2)).Message;
        Assert.Contains("through node 'y' (If): what it runs depends on what the model is given", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_loop_of_a_fixed_count_is_written_out()
    {
        // Three times h ← h · w, every h kept: the sum of w x + w² x + w³ x and of the last.
        NodeProto loop = Node("Loop", ["count", "", "x"], ["last", "all"]);
        loop.Attribute.Add(Inner("body", ["i", "goes", "h"], ["goes", "next", "kept"],
            Node("Mul", ["h", "w"], ["next"]), Node("Identity", ["next"], ["kept"])));
        ModelProto model = Model(
            loop, Node("ReduceSum", ["all", "first"], ["sum"]), Node("Add", ["sum", "last"], ["rows"]),
            Node("Identity", ["rows"], ["y"]));
        model.Graph.Initializer.Add(TensorData.Of("count", [3L]));
        model.Graph.Initializer.Add(TensorData.Of("first", [0L], 1));
        model.Graph.Initializer.Add(TensorData.Of("w", [2f]));
        foreach (NodeProto node in model.Graph.Node.Where(node => node.OpType == "ReduceSum"))
        {
            node.Attribute.Add(GraphAttribute.Integer("keepdims", 0).Proto);
        }

        // 2 + 4 + 8 + 8
        Assert.Equal([22f, 22f], Gradient(model, 2));
    }

    [Fact]
    public void A_loop_whose_count_depends_on_values_is_refused_by_name()
    {
        NodeProto loop = Node("Loop", ["count", "", "x"], ["y"]);
        loop.Attribute.Add(Inner("body", ["i", "goes", "h"], ["goes", "next"], Node("Neg", ["h"], ["next"])));
        ModelProto model = Model(
            Node("ReduceMax", ["x"], ["most"]), Node("Cast", ["most"], ["count"]), loop);
        model.Graph.Node[0].Attribute.Add(GraphAttribute.Integer("keepdims", 0).Proto);
        model.Graph.Node[1].Attribute.Add(GraphAttribute.Integer("to", 7).Proto);
        Assert.Contains("the shape of 'y' depends on the values that the model is given, through node 'y' (Loop)",
            Assert.Throws<ModelException>(() => Gradient(model, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_of_tensors_that_a_loop_fills_are_written_out()
    {
        // [x · 3, x · 9] stacked, and the chunks of that, the second one twice.
        NodeProto loop = Node("Loop", ["count", "", "x", "empty"], ["last", "list"]);
        loop.Attribute.Add(Inner("body", ["i", "goes", "h", "held"], ["goes", "next", "more"],
            Node("Mul", ["h", "three"], ["next"]), Node("SequenceInsert", ["held", "next"], ["more"])));
        loop.Attribute[0].G.Input[3].Type = new TypeProto
        {
            SequenceType = new TypeProto.Types.Sequence { ElemType = loop.Attribute[0].G.Input[2].Type },
        };
        NodeProto stacked = Node("ConcatFromSequence", ["list"], ["stacked"]);
        stacked.Attribute.Add(GraphAttribute.Integer("axis", 0).Proto);
        stacked.Attribute.Add(GraphAttribute.Integer("new_axis", 1).Proto);
        ModelProto model = Model(
            Node("SequenceEmpty", [], ["empty"]), loop, stacked, Node("SplitToSequence", ["stacked", "one"], ["rows"]),
            Node("SequenceAt", ["rows", "zero"], ["a"]), Node("SequenceAt", ["rows", "last1"], ["b"]),
            Node("Sum", ["a", "b", "b"], ["y"]));
        model.Graph.Initializer.Add(TensorData.Of("count", [2L]));
        model.Graph.Initializer.Add(TensorData.Of("one", [1L]));
        model.Graph.Initializer.Add(TensorData.Of("zero", [0L]));
        model.Graph.Initializer.Add(TensorData.Of("last1", [-1L]));
        model.Graph.Initializer.Add(TensorData.Of("three", [3f]));

        // 3 + 9 + 9
        Assert.Equal([21f, 21f], Gradient(model, 2));
    }

    [Fact]
    public void Functions_of_a_model_are_put_where_they_are_called()
    {
        // outer(a) = leaky(leaky(a)), leaky(a) = LeakyRelu(a) with the call's alpha, or 0.5.
        ModelProto model = Model(Node("outer", ["x"], ["middle"], "own"), Node("leaky", ["middle"], ["y"], "own"));
        model.Graph.Node[1].Attribute.Add(GraphAttribute.Real("slope", 0.1f).Proto);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        NodeProto inner = Node("LeakyRelu", ["a"], ["b"]);
        inner.Attribute.Add(new AttributeProto { Name = "alpha", RefAttrName = "slope",
            Type = AttributeProto.Types.AttributeType.Float });
        model.Functions.Add(Function("leaky", "a", "b", inner));
        model.Functions[0].AttributeProto.Add(GraphAttribute.Real("slope", 0.5f).Proto);
        model.Functions.Add(Function("outer", "a", "b", Node("leaky", ["a"], ["m"], "own"),
            Node("leaky", ["m"], ["b"], "own")));

        // At −1 all three bend: 0.5 · 0.5 · 0.1.
        Assert.Equal([0.025f, 0.025f], Gradient(model, 2, -1), (want, got) => Math.Abs(want - got) < 1e-7);
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        ModelProto model = Model(Node("self", ["x"], ["y"], "own"));
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "own", Version = 1 });
        model.Functions.Add(Function("self", "a", "b", Node("self", ["a"], ["b"], "own")));
        Assert.Contains("calls itself", Assert.Throws<ModelException>(() => Gradient(model, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_depends_on_values_is_refused_with_the_node_that_makes_it_so()
    {
        ModelProto model = Model(
            Node("Sin", ["x"], ["a"]), Node("NonZero", ["a"], ["found"]), Node("Transpose", ["found"], ["places"]),
            Node("GatherND", ["a", "places"], ["picked"]), Node("Exp", ["picked"], ["powers"]),
            Node("ReduceSum", ["powers"], ["y"]));
        string message = Assert.Throws<ModelException>(() => Gradient(model, 2)).Message;
        Assert.Contains("depends on the values that the model is given, through node 'found' (NonZero)", message,
            StringComparison.Ordinal);
    }

    private static FunctionProto Function(string name, string input, string output, params NodeProto[] nodes)
    {
        FunctionProto function = new()
        {
            Name = name, Domain = "own", Input = { input }, Output = { output }, Attribute = { "unused" },
            OpsetImport = { new OperatorSetIdProto { Domain = string.Empty, Version = 17 },
                new OperatorSetIdProto { Domain = "own", Version = 1 } },
        };
        function.Node.Add(nodes);
        return function;
    }

    private static AttributeProto Inner(string name, string[] inputs, string[] outputs, params NodeProto[] nodes)
    {
        GraphProto graph = new() { Name = name };
        graph.Input.Add(inputs.Select((input, i) => NodeWriter.ValueInfo(input, i switch
        {
            0 => TensorProto.Types.DataType.Int64,
            1 => TensorProto.Types.DataType.Bool,
            _ => TensorProto.Types.DataType.Float,
        }, i < 2 ? [] : [2])));
        graph.Output.Add(outputs.Select(output => new ValueInfoProto { Name = output }));
        graph.Node.Add(nodes);
        return new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
    }

    private static float[] Gradient(ModelProto model, long count, float at = 1)
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = OnnxModel.Parse(OnnxModel.Of(model, "m").ToBytes(), "m"),
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [count] },
            Loss = Loss.Sum("y"),
            With = ["x"],
        });
        using var session = GradientSession.Open(graph, new OnnxSessionSettings { ThreadCount = 1 });
        float[] numbers = new float[count];
        Array.Fill(numbers, at);
        return session.Run([new OnnxTensor("x", [count], numbers)], []).Gradients["x"].Values;
    }

    private static ModelProto Model(params NodeProto[] nodes)
    {
        ModelProto model = new() { IrVersion = 9, Graph = new GraphProto { Name = "g" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        ValueInfoProto input = NodeWriter.ValueInfo("x", TensorProto.Types.DataType.Float, [1]);
        input.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "n" };
        model.Graph.Input.Add(input);
        model.Graph.Node.Add(nodes);
        model.Graph.Output.Add(new ValueInfoProto { Name = nodes[^1].Output[0] });
        return model;
    }
}
