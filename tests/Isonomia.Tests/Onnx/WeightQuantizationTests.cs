using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

public sealed class WeightQuantizationTests
{
    private static readonly string[] Names = ["w1", "w2"];

    [Theory]
    [InlineData(8, 1 / 254.0)]
    [InlineData(4, 0.1520)]
    public void Rounding_moves_no_number_further_than_half_the_widest_step_of_its_block(int bits, double share)
    {
        OnnxModel model = Model();
        OnnxModel rounded = WeightQuantization.Round(model, Names, bits);
        foreach (string name in Names)
        {
            double[] before = Numbers(model, name);
            double[] after = Numbers(rounded, name);
            for (int start = 0; start < before.Length; start += 64)
            {
                int end = Math.Min(start + 64, before.Length);
                double largest = before[start..end].Max(Math.Abs);
                for (int i = start; i < end; i++)
                {
                    Assert.InRange(Math.Abs(before[i] - after[i]), 0, largest * share * 1.0001);
                }
            }
        }

        Assert.Equal(rounded.ToBytes(), WeightQuantization.Round(rounded, Names, bits).ToBytes());
    }

    [Fact]
    public void Four_bits_are_the_levels_of_the_paper()
    {
        // Table of appendix E of Dettmers et al.; a block whose largest number is 2.
        float[] levels = [-1, -.69619f, -.52507f, -.39492f, -.28444f, -.18477f, -.09105f, 0, .07958f, .16093f, .24611f,
            .33792f, .44071f, .56262f, .72296f, 1];
        GraphBuilder graph = new("g");
        float[] weights = [.. Enumerable.Range(0, 64).Select(i => 2 * levels[i % 16])];
        graph.Output(graph.Node("MatMul", "y", [graph.Input("x", 1, 8), graph.Weights("w", weights, 8, 8)]), 1, 8);
        double[] rounded = Numbers(WeightQuantization.Round(OnnxModel.Parse(graph.ToBytes()), ["w"], 4), "w");
        for (int i = 0; i < 64; i++)
        {
            Assert.Equal(weights[i], rounded[i], 2e-5);
        }
    }

    [Theory]
    [InlineData(8, 0.33)]
    [InlineData(4, 0.25)]
    public void A_quantized_model_gives_what_the_rounded_one_gives_and_is_smaller(int bits, double share)
    {
        OnnxModel model = Model();
        OnnxModel quantized = WeightQuantization.Apply(model, Names, bits);
        OnnxModel rounded = WeightQuantization.Round(model, Names, bits);
        Assert.InRange(quantized.ToBytes().Length, 1, share * model.ToBytes().Length);
        Assert.Equal(["x"], quantized.InputNames);
        Assert.Equal(Run(rounded), Run(quantized), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.NotEqual(Run(model), Run(quantized), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void Adapters_on_quantized_weights_train_as_on_the_rounded_ones(int bits, bool recomputes)
    {
        OnnxModel rounded = WeightQuantization.Round(Model(), Names, bits);
        var adapters = LowRankAdapters.Insert(rounded, LowRankAdapters.Find(rounded, "p1", "logits"), 4, 8, 1);
        OnnxModel quantized = WeightQuantization.Apply(adapters.Model, Names, bits);
        using TrainingSession expected = Start(adapters.Model, adapters.ParameterNames, false);
        using TrainingSession found = Start(quantized, adapters.ParameterNames, recomputes);
        OnnxIntegers labels = new("labels", [8], [0, 1, 2, 3, 4, 0, 1, 2]);
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(
                expected.Step([Rows], [labels], 0.01).Loss, found.Step([Rows], [labels], 0.01).Loss, 1e-4);
        }

        foreach (string name in adapters.ParameterNames)
        {
            Assert.Equal(expected.Parameter(name).Values, found.Parameter(name).Values,
                (a, b) => Math.Abs(a - b) < 1e-4);
        }

        // What was trained on quantized weights is, merged, a plain float model that gives the same.
        OnnxModel trained = found.Export();
        Assert.Equal(Run(trained), Run(adapters.Merge(trained)), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Every_product_turns_its_weights_back_when_its_other_input_is_there()
    {
        OnnxModel model = Model();
        var adapters = LowRankAdapters.Insert(model, LowRankAdapters.Find(model, "p1", "logits"), 4, 8, 1);
        TrainingRequest request = Request(
            WeightQuantization.Apply(adapters.Model, Names, 8), adapters.ParameterNames, false);
        BackwardPass pass = BackwardPass.Write(request, request.InputShapes, terms => terms.Value);
        NodeProto[] nodes = [.. pass.Model.Graph.Node];
        Assert.Contains("w1/quantized/codes", pass.Model.Graph.Input.Select(input => input.Name));

        // Two products forward, and one backward through the second: the first needs no gradient of its input.
        Assert.DoesNotContain(nodes, node => node.Input.Any(Names.Contains));
        Assert.Equal(3, nodes.Count(node => node.Input.Any(
            input => input.StartsWith("w1/late", StringComparison.Ordinal)
                || input.StartsWith("w2/late", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_cannot_be_quantized_is_refused()
    {
        Assert.Contains("'w9'", Assert.Throws<ArgumentException>(
            () => WeightQuantization.Apply(Model(), ["w9"], 4)).Message);
        Assert.Throws<ArgumentException>(() => WeightQuantization.Apply(Model(), Names, 5));
    }

    private static OnnxTensor Rows => new("x", [8, 130], Normal(8 * 130, 3));

    private static float[] Normal(int count, ulong seed, double factor = 1)
    {
        RandomSource random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(factor * random.NextNormal()))];
    }

    private static OnnxModel Model()
    {
        // Neither 130 · 96 nor 96 · 5 numbers are whole blocks of 64 (195 and 7.5).
        GraphBuilder graph = new("g");
        string hidden = graph.Node("Tanh", "h", [graph.Node(
            "MatMul", "p1", [graph.Input("x", "N", 130), graph.Weights("w1", Normal(130 * 96, 1, 0.1), 130, 96)])]);
        graph.Output(
            graph.Node("MatMul", "logits", [hidden, graph.Weights("w2", Normal(96 * 5, 2, 0.2), 96, 5)]), "N", 5);
        return OnnxModel.Parse(graph.ToBytes());
    }

    private static double[] Numbers(OnnxModel model, string name) =>
        TensorData.Reals(model.Proto.Graph.Initializer.Single(tensor => tensor.Name == name))!;

    private static float[] Run(OnnxModel model)
    {
        using var session = OnnxSession.Open(model, new OnnxSessionSettings { ThreadCount = 1 });
        return session.Run(Rows, "logits")[0].Values;
    }

    private static TrainingRequest Request(OnnxModel model, IReadOnlyList<string> parameters, bool recomputes) => new()
    {
        Model = model,
        InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [8, 130] },
        Loss = Loss.SoftmaxCrossEntropy("logits"),
        Parameters = parameters,
        Optimizer = Optimizer.Sgd(0.9),
        RecomputesActivations = recomputes,
        Session = new OnnxSessionSettings { ThreadCount = 1 },
    };

    private static TrainingSession Start(OnnxModel model, IReadOnlyList<string> parameters, bool recomputes) =>
        TrainingSession.Start(Request(model, parameters, recomputes));
}
