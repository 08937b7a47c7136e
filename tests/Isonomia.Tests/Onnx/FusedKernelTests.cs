using Isonomia.Onnx;
using static Isonomia.Onnx.GraphAttribute;

namespace Isonomia.Tests;

/// <summary>Training steps with our kernels against the same steps with the standard operators alone.</summary>
public sealed class FusedKernelTests
{
    private static readonly Dictionary<string, Func<GraphBuilder, string, string>> Nets = new()
    {
        ["relu"] = (graph, x) => graph.Node("Relu", "y", [x]),
        ["clip"] = (graph, x) => graph.Node(
            "Clip", "y", [x, graph.Weights("low", [-0.3f]), graph.Weights("high", [0.4f])]),
        ["clip without a lower bound"] = (graph, x) =>
            graph.Node("Clip", "y", [x, string.Empty, graph.Weights("high", [0.4f])]),
        ["softmax"] = (graph, x) => graph.Node("Softmax", "y", [x], Integer("axis", -1)),
        ["softmax along another axis"] = (graph, x) => graph.Node("Softmax", "y", [x], Integer("axis", 1)),
        ["layer normalization"] = (graph, x) => graph.Node(
            "LayerNormalization", "y",
            [x, Wave(graph, "scale", 13), Wave(graph, "shift", 13)], Real("epsilon", 1e-3f)),
        ["layer normalization over two axes"] = (graph, x) => graph.Node(
            "LayerNormalization", "y",
            [x, Wave(graph, "scale", 11, 13), Wave(graph, "shift", 11, 13)], Integer("axis", 2)),
        ["x (1 + erf) / 2"] = (graph, x) => graph.Node(
            "Mul", "y", [graph.Node("Mul", "product", [x, Risen(graph, x)]), graph.Weights("half", [0.5f])]),
        ["x / 2 (1 + erf)"] = (graph, x) => graph.Node(
            "Mul", "y", [graph.Node("Mul", "part", [x, graph.Weights("half", [0.5f])]), Risen(graph, x)]),
        ["(1 + erf) / 2 x"] = (graph, x) => graph.Node(
            "Mul", "y", [graph.Node("Mul", "part", [Risen(graph, x), graph.Weights("half", [0.5f])]), x]),
        ["3 × 3"] = (graph, x) => Depthwise(graph, x, 3, 3, 1, 1),
        ["3 × 3 without a bias"] = (graph, x) => graph.Node(
            "Conv", "y", [x, Wave(graph, "kernel", 5, 1, 3, 3)], Integer("group", 5), Integers("pads", 1, 1, 1, 1)),
        ["3 × 3, every second"] = (graph, x) => Depthwise(graph, x, 3, 3, 2, 1),
        ["3 × 3, padded at the end alone"] = (graph, x) => Depthwise(graph, x, 3, 3, 2, 0, 1),
        ["5 × 5, every third"] = (graph, x) => Depthwise(graph, x, 5, 5, 3, 2),
        ["7 × 7 without padding"] = (graph, x) => Depthwise(graph, x, 7, 7, 1, 0),
        ["2 × 4"] = (graph, x) => Depthwise(graph, x, 2, 4, 2, 1),
        ["convolution of all channels"] = (graph, x) => graph.Node(
            "Conv", "y", [x, Wave(graph, "kernel", 6, 5, 3, 3), Wave(graph, "bias", 6)], Integers("pads", 1, 1, 1, 1)),
        ["maximum of 2 × 2"] = (graph, x) => graph.Node(
            "MaxPool", "y", [x], Integers("kernel_shape", 2, 2), Integers("strides", 2, 2)),
        ["maximum of 3 × 3, padded, with a rest"] = (graph, x) => graph.Node(
            "MaxPool", "y", [x], Integers("kernel_shape", 3, 3), Integers("strides", 2, 2),
            Integers("pads", 1, 1, 1, 1), Integer("ceil_mode", 1)),
        ["maximum with gaps"] = (graph, x) => graph.Node(
            "MaxPool", "y", [x], Integers("kernel_shape", 2, 3), Integers("dilations", 3, 2),
            Integers("pads", 1, 1, 1, 2)),
        ["convolution of a volume"] = (graph, x) => graph.Node(
            "Conv", "y",
            [graph.Node("Reshape", "volume", [x, graph.Integers("sizes", 2, 1, 5, 11, 13)]),
                Wave(graph, "kernel", 9, 1, 3, 3, 3)], Integers("pads", 1, 1, 1, 1, 1, 1)),
        ["1 × 1, every second"] = (graph, x) => Depthwise(graph, x, 1, 1, 2, 0),
    };

    public static TheoryData<string> Names => [.. Nets.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_gives_the_gradients_of_the_standard_operators(string name)
    {
        KernelGradients.ShouldAgree(
            Gradients(name, usesKernels: true, threads: 2), Gradients(name, usesKernels: false, threads: 2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_number_of_threads_does_not_change_a_byte(string name)
    {
        Dictionary<string, float[]> one = Gradients(name, usesKernels: true, threads: 1);
        Dictionary<string, float[]> many = Gradients(name, usesKernels: true, threads: 4);
        Assert.All(one, entry => Assert.Equal(entry.Value, many[entry.Key]));
    }

    [Fact]
    public void Every_kernel_is_used_by_a_net_here()
    {
        HashSet<string> used = ["AdamW"];
        foreach ((string name, Func<GraphBuilder, string, string> _) in Nets)
        {
            var prepared = BackwardPass.Write(Request(name, true, 1), Shapes, terms => terms.Value);
            used.UnionWith(prepared.Model.Graph.Node.Where(node => node.Domain == KernelDomain.Name)
                .Select(node => node.OpType));
        }

        Assert.Equal(FusedKernel.All.Select(kernel => kernel.Id).Order(), used.Order());
    }

    [Fact]
    public void Steps_of_AdamW_follow_those_of_the_standard_operators()
    {
        float[][] ends = [.. new[] { true, false }.Select(usesKernels =>
        {
            TrainingRequest request = Request("layer normalization", usesKernels, 2) with
            {
                Optimizer = Optimizer.AdamW(weightDecay: 0.1) with { ClippingNorm = 0.5 },
            };
            using var session = TrainingSession.Start(request);
            for (int step = 0; step < 5; step++)
            {
                session.Step(Numbers(request), [], 0.05);
            }

            return session.Parameter("factors").Values;
        })];
        Assert.All(ends[0].Zip(ends[1]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
        Assert.Contains(ends[0], value => Math.Abs(value - 1) > 0.05);
    }

    [Fact]
    public void A_gradient_graph_that_is_handed_out_holds_standard_operators_alone()
    {
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = Model("3 × 3"), InputShapes = Shapes, Loss = Loss.Sum("y"), With = ["factors"],
        });
        Assert.All(graph.Model.Proto.Graph.Node, node => Assert.Equal(string.Empty, node.Domain));
    }

    private static Dictionary<string, IReadOnlyList<long>> Shapes => new() { ["x"] = [2, 5, 11, 13] };

    private static string Risen(GraphBuilder graph, string x) => graph.Node(
        "Add", "risen",
        [
            graph.Node("Erf", "erf", [graph.Node("Div", "scaled", [x, graph.Weights("root", [1.41421356f])])]),
            graph.Weights("one", [1f]),
        ]);

    private static string Depthwise(
        GraphBuilder graph, string x, int height, int width, int stride, int pad, int? end = null) => graph.Node(
            "Conv", "y", [x, Wave(graph, "kernel", 5, 1, height, width), Wave(graph, "bias", 5)], Integer("group", 5),
            Integers("strides", stride, stride), Integers("pads", pad, pad, end ?? pad, end ?? pad));

    private static string Wave(GraphBuilder graph, string name, params long[] shape) => graph.Weights(
        name, [.. Enumerable.Range(0, (int)TensorData.Count(shape)).Select(i => 0.7f + MathF.Sin(2.3f * i))], shape);

    private static OnnxModel Model(string name)
    {
        GraphBuilder graph = new("net");
        float[] ones = new float[2 * 5 * 11 * 13];
        Array.Fill(ones, 1);
        string x = graph.Node(
            "Mul", "moved", [graph.Input("x", 2, 5, 11, 13), graph.Weights("factors", ones, 2, 5, 11, 13)]);
        Nets[name](graph, x);
        graph.Output("y", "rows", "channels", "height", "width");
        return OnnxModel.Parse(graph.ToBytes());
    }

    private static TrainingRequest Request(string name, bool usesKernels, int threads)
    {
        OnnxModel model = Model(name);
        string[] constants = ["low", "high", "half", "root", "one"];
        return new TrainingRequest
        {
            Model = model,
            InputShapes = Shapes,
            Loss = Loss.SumOfProducts(new Dictionary<string, string> { ["y"] = "cotangent" }),
            Parameters = [.. model.TrainableNames.Except(constants)],
            Optimizer = Optimizer.Sgd(),
            Session = new OnnxSessionSettings { ThreadCount = threads },
            UsesKernels = usesKernels,
        };
    }

    private static OnnxTensor[] Numbers(TrainingRequest request)
    {
        ValueInfoProto given = BackwardPass.Write(request, Shapes, terms => terms.Value).Model.Graph.Input
            .Single(input => input.Name == "cotangent");
        long[] shape = [.. given.Type.TensorType.Shape.Dim.Select(axis => axis.DimValue)];
        return [Waves("x", 1.7f, 0, [2, 5, 11, 13]), Waves("cotangent", 0.9f, 0.4f, shape)];
    }

    private static OnnxTensor Waves(string name, float frequency, float level, long[] shape) => new(
        name, shape,
        [.. Enumerable.Range(0, (int)TensorData.Count(shape)).Select(i => level + MathF.Sin(frequency * i))]);

    /// <summary>What one step of gradient descent at rate 1 takes from each parameter.</summary>
    private static Dictionary<string, float[]> Gradients(string name, bool usesKernels, int threads)
    {
        TrainingRequest request = Request(name, usesKernels, threads);
        using var session = TrainingSession.Start(request);
        Dictionary<string, float[]> before = request.Parameters.ToDictionary(
            parameter => parameter, parameter => session.Parameter(parameter).Values);
        session.Step(Numbers(request), [], 1);
        return before.ToDictionary(
            entry => entry.Key,
            entry => (float[])[.. entry.Value.Zip(session.Parameter(entry.Key).Values, (old, now) => old - now)]);
    }
}
