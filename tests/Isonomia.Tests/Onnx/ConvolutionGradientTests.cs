using Isonomia.Onnx;
using static Isonomia.Onnx.GraphAttribute;

namespace Isonomia.Tests;

/// <summary>Gradients of convolutions by our kernels against those by matrix products of the runtime, which
/// OperatorRuleConformanceTests holds against finite differences and GradientOracleTests against torch.</summary>
public sealed class ConvolutionGradientTests
{
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["3 × 3, few channels"] = new([2, 5, 11, 13], [9, 5, 3, 3], Integers("pads", 1, 1, 1, 1)),
        ["3 × 3, many channels"] = new([3, 70, 9, 7], [20, 70, 3, 3], Integers("pads", 1, 1, 1, 1)),
        ["3 × 3, one chunk and a half"] = new([1, 48, 6, 10], [8, 48, 3, 3]),
        ["3 × 3, 24 channels"] = new([2, 24, 6, 10], [17, 24, 3, 3], Integers("pads", 1, 0, 2, 1)),
        ["3 × 3, bands of rows"] = new([1, 33, 75, 67], [5, 33, 3, 3], Integers("pads", 1, 1, 1, 1)),
        ["a stem of 7 × 7, every second"] = new(
            [2, 3, 45, 37], [10, 3, 7, 7], Integers("pads", 3, 3, 3, 3), Integers("strides", 2, 2)),
        ["a stem in bands"] = new(
            [1, 3, 230, 200], [4, 3, 7, 7], Integers("pads", 3, 3, 3, 3), Integers("strides", 2, 2)),
        ["many columns of few channels"] = new([1, 12, 8, 20], [3, 12, 2, 9], Integers("pads", 0, 4, 1, 4)),
        ["strides that leave a rest"] = new(
            [2, 20, 10, 11], [8, 20, 3, 3], Integers("strides", 3, 2), Integers("pads", 1, 1, 1, 1)),
        ["gaps"] = new([2, 18, 12, 13], [8, 18, 3, 3], Integers("dilations", 2, 3), Integers("pads", 2, 3, 2, 3)),
        ["gaps, few channels"] = new([2, 3, 12, 13], [8, 3, 3, 3], Integers("dilations", 1, 2)),
        ["gaps in rows alone, few channels"] = new([2, 3, 12, 13], [8, 3, 3, 3], Integers("dilations", 2, 1)),
        ["padding on one side"] = new([2, 17, 8, 8], [4, 17, 2, 3], Integers("pads", 0, 2, 1, 0)),
        ["padding wider than the kernel"] = new([1, 16, 4, 5], [4, 16, 2, 2], Integers("pads", 3, 2, 3, 4)),
        ["automatic padding above"] = new(
            [2, 16, 9, 8], [4, 16, 3, 4], Text("auto_pad", "SAME_UPPER"), Integers("strides", 2, 2)),
        ["automatic padding below"] = new([2, 4, 9, 8], [4, 4, 4, 4], Text("auto_pad", "SAME_LOWER")),
        ["groups"] = new([2, 12, 9, 8], [15, 4, 3, 3], Integer("group", 3), Integers("pads", 1, 1, 1, 1)),
        ["groups of many channels"] = new([2, 40, 5, 8], [22, 20, 3, 3], Integer("group", 2)),
        ["groups of one channel, two out"] = new([2, 5, 9, 8], [10, 1, 3, 3], Integer("group", 5)),
        ["1 × 1, every second"] = new([2, 20, 9, 8], [10, 20, 1, 1], Integers("strides", 2, 2)),
        ["1 × 1 of one group"] = new([2, 20, 9, 8], [12, 5, 1, 1], Integer("group", 4)),
        ["one axis"] = new([3, 6, 40], [8, 6, 5], Integers("pads", 2, 2)),
        ["one axis of many channels"] = new([2, 36, 50], [8, 36, 4], Integers("strides", 2)),
        ["one long axis"] = new([1, 2, 9000], [3, 2, 11], Integers("pads", 5, 5)),
        ["a volume"] = new([2, 4, 6, 7, 8], [8, 4, 3, 3, 3], Integers("pads", 1, 1, 1, 1, 1, 1)),
        ["a volume of many channels"] = new([1, 18, 5, 7, 6], [8, 18, 3, 3, 3], Integers("strides", 2, 1, 2)),
        ["a volume in bands"] = new([1, 16, 12, 30, 28], [3, 16, 3, 3, 3], Integers("pads", 1, 1, 1, 1, 1, 1)),
        ["a volume to many channels"] = new(
            [2, 40, 5, 6, 11], [50, 40, 3, 2, 3], Integers("pads", 1, 0, 1, 1, 1, 1), Integers("strides", 1, 1, 2)),
        ["a volume of dense windows"] = new([1, 12, 5, 6, 11], [40, 12, 3, 3, 3], Integers("pads", 1, 1, 1, 1, 1, 1)),
        ["groups of a volume"] = new(
            [2, 24, 4, 5, 9], [32, 12, 3, 3, 3], Integer("group", 2), Integers("pads", 1, 1, 1, 1, 1, 1)),
        ["a volume with gaps"] = new([1, 3, 9, 9, 9], [2, 3, 2, 3, 2], Integers("dilations", 3, 2, 4)),
        ["one place"] = new([4, 32, 3, 3], [16, 32, 3, 3]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_kernel_gives_the_gradients_of_the_standard_operators(string name)
    {
        KernelGradients.ShouldAgree(
            Gradients(Cases[name], usesKernels: true, threads: 2),
            Gradients(Cases[name], usesKernels: false, threads: 2));
    }

    [Theory]
    [InlineData("3 × 3, many channels")]
    [InlineData("3 × 3, bands of rows")]
    [InlineData("a stem of 7 × 7, every second")]
    [InlineData("groups")]
    [InlineData("a volume")]
    public void The_number_of_threads_does_not_change_a_byte(string name)
    {
        // That of the kernel: how the runtime adds up the factors' gradient is its own affair.
        Dictionary<string, float[]> one = Gradients(Cases[name], usesKernels: true, threads: 1);
        Dictionary<string, float[]> many = Gradients(Cases[name], usesKernels: true, threads: 4);
        Assert.Equal(one["kernel"], many["kernel"]);
    }

    /// <summary>What processors without vectors of 16 numbers do.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Narrow_vectors_give_the_sums_of_a_plain_loop(int vectors)
    {
        int width = 16 * vectors;
        int[] rows = [0, 300, 150];
        float[] slopes = [.. Enumerable.Range(0, 3 * 5 * 8).Select(i => MathF.Sin(i))];
        float[] input = [.. Enumerable.Range(0, 600).Select(i => MathF.Cos(1.3f * i))];
        float[] sums = [.. Enumerable.Range(0, 8 * width).Select(i => (float)i)];
        double[] expected = [.. sums.Select((sum, i) => sum + rows.SelectMany((row, r) => Enumerable.Range(0, 5).Select(
            x => (double)slopes[(((r * 5) + x) * 8) + (i / width)] * input[row + (x * 20) + (i % width)])).Sum())];
        ConvolutionTile.Quarters(slopes, ref input[0], rows, 5, 20, sums, vectors);
        Assert.All(expected.Zip(sums), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Narrow_vectors_convolve_as_a_plain_loop()
    {
        const int width = 40, lanes = 5, step = 6;
        int[] taps = [0, 100, 50];
        float[] weights = [.. Enumerable.Range(0, 3 * lanes * 32).Select(i => MathF.Sin(i))];
        float[] input = [.. Enumerable.Range(0, 200).Select(i => MathF.Cos(1.3f * i))];
        float[] sums = [.. Enumerable.Range(0, 8 * width).Select(i => (float)i)];
        double[] expected = [.. sums.Select((sum, i) => i % width >= 32 ? sum
            : sum + taps.SelectMany((tap, t) => Enumerable.Range(0, lanes).Select(lane =>
                (double)weights[(((t * lanes) + lane) * 32) + (i % width)] * input[tap + (i / width * step) + lane]))
                .Sum())];
        VolumeTile.Quarters(ref weights[0], ref input[0], taps, lanes, step, ref sums[0], width);
        Assert.All(expected.Zip(sums), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [InlineData(8, 8, 8)]
    [InlineData(11, 21, 32)]
    [InlineData(3, 5, 3)]
    [InlineData(16, 9, 17)]
    public void A_transposition_puts_rows_side_by_side(int rows, int count, int step)
    {
        float[] from = [.. Enumerable.Range(0, rows * 30).Select(i => (float)i)];
        float[] to = new float[count * step];
        Transposition.Run(from, 30, rows, count, to, step);
        Assert.Equal(
            Enumerable.Range(0, count * step).Select(i => i % step < rows ? ((i % step) * 30f) + (i / step) : 0f), to);
    }

    private static float[] Wave(long[] shape, float frequency) =>
        [.. Enumerable.Range(0, (int)TensorData.Count(shape)).Select(i => MathF.Sin(frequency * i) + (i % 7 * 0.1f))];

    /// <summary>What one step of gradient descent at rate 1 takes from kernel, bias and what the input is multiplied
    /// by.</summary>
    private static Dictionary<string, float[]> Gradients(Case entry, bool usesKernels, int threads)
    {
        GraphBuilder graph = new("net");
        long[] factors = [entry.Input[1], .. Enumerable.Repeat(1L, entry.Input.Length - 2)];
        float[] ones = new float[entry.Input[1]];
        Array.Fill(ones, 1);
        string x = graph.Node("Mul", "moved",
            [graph.Input("x", [.. entry.Input.Select(size => (GraphDimension)size)]),
                graph.Weights("factors", ones, factors)]);
        graph.Node("Conv", "y",
            [x, graph.Weights("kernel", Wave(entry.Kernel, 2.3f), entry.Kernel),
                graph.Weights("bias", Wave([entry.Kernel[0]], 1.1f), entry.Kernel[0])], entry.Attributes);
        graph.Output("y", [.. entry.Input.Select((_, i) => (GraphDimension)$"axis{i}")]);
        Dictionary<string, IReadOnlyList<long>> shapes = new() { ["x"] = entry.Input };
        TrainingRequest request = new()
        {
            Model = OnnxModel.Parse(graph.ToBytes()),
            InputShapes = shapes,
            Loss = Loss.SumOfProducts(new Dictionary<string, string> { ["y"] = "cotangent" }),
            Parameters = ["kernel", "bias", "factors"],
            Optimizer = Optimizer.Sgd(),
            Session = new OnnxSessionSettings { ThreadCount = threads },
            UsesKernels = usesKernels,
        };
        ModelProto written = BackwardPass.Write(request, shapes, terms => terms.Value).Model;
        if (usesKernels)
        {
            Assert.Contains(written.Graph.Node, node => node.OpType == "ConvolutionWeightGradient");
        }

        long[] cotangent = [.. written.Graph.Input.Single(input => input.Name == "cotangent")
            .Type.TensorType.Shape.Dim.Select(axis => axis.DimValue)];
        using var session = TrainingSession.Start(request);
        Dictionary<string, float[]> before = request.Parameters.ToDictionary(
            parameter => parameter, parameter => session.Parameter(parameter).Values);
        session.Step(
            [
                new OnnxTensor("x", entry.Input, Wave(entry.Input, 1.7f)),
                new OnnxTensor("cotangent", cotangent, Wave(cotangent, 0.9f)),
            ], [], 1);
        return before.ToDictionary(
            pair => pair.Key,
            pair => (float[])[.. pair.Value.Zip(session.Parameter(pair.Key).Values, (old, now) => old - now)]);
    }

    private sealed record Case(long[] Input, long[] Kernel, params GraphAttribute[] Attributes);
}
