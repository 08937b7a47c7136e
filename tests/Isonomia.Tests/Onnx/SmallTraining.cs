using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Two layers with a tanh between, of twelve rows: small enough to train in a moment.</summary>
internal static class SmallTraining
{
    internal const int Rows = 12;

    internal static OnnxModel Model()
    {
        RandomSource random = new(7);
        float[] Random(int count) => [.. Enumerable.Range(0, count).Select(_ => 0.5f * (float)random.NextNormal())];
        GraphBuilder graph = new("g");
        string hidden = graph.Node("Tanh", "h", [graph.Node("Gemm", "g1",
            [graph.Input("x", "N", 5), graph.Weights("w1", Random(20), 5, 4), graph.Weights("b1", Random(4), 4)])]);
        graph.Output(graph.Node("MatMul", "logits", [hidden, graph.Weights("w2", Random(8), 4, 2)]), "N", 2);
        return OnnxModel.Parse(graph.ToBytes());
    }

    internal static TrainingRequest Request(Loss? loss = null) => new()
    {
        Model = Model(),
        InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["x"] = [Rows, 5] },
        Loss = loss ?? Loss.SoftmaxCrossEntropy("logits"),
        Parameters = ["w1", "b1", "w2"],
        Session = new OnnxSessionSettings { ThreadCount = 1 },
    };

    internal static TrainingSession Start() => TrainingSession.Start(Request());

    /// <summary>A step on numbers of its own; row weights differ much.</summary>
    internal static TrainingStep Step(TrainingSession session, int step, bool isWeighted = false)
    {
        OnnxTensor x = Numbers("x", 5, (ulong)step);
        return session.Step(isWeighted ? [x, Weights] : [x], [Labels(step)], 0.05);
    }

    internal static OnnxIntegers Labels(int step) =>
        new("labels", [Rows], [.. Enumerable.Range(0, Rows).Select(i => (long)((i + step) % 2))]);

    internal static OnnxTensor Weights =>
        new("weights", [Rows], [.. Enumerable.Range(0, Rows).Select(i => i < 4 ? 0.1f : i)]);

    internal static OnnxTensor Numbers(string name, int width, ulong seed)
    {
        RandomSource random = new(seed);
        return new OnnxTensor(
            name, [Rows, width], [.. Enumerable.Range(0, Rows * width).Select(_ => (float)random.NextNormal())]);
    }
}
