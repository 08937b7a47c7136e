using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Twelve layers of 2048 × 2048 after pooled pixels, with random weights: 201 MB of weights and few
/// activations, so that the memory of weights shows.</summary>
internal static class WideLayers
{
    private const int Width = 2048;

    /// <summary>The names of the wide weights.</summary>
    internal static IReadOnlyList<string> WeightNames { get; } =
        [.. Enumerable.Range(0, 12).Select(i => $"layer{i}.weight")];

    internal static OnnxModel Build()
    {
        RandomSource random = new(1);
        GraphBuilder graph = new("wide");
        string Weights(string name, int inputs, int outputs) => graph.Weights(
            name, [.. Enumerable.Range(0, inputs * outputs).Select(
                _ => (float)(random.NextNormal() / Math.Sqrt(inputs)))], inputs, outputs);
        string pooled = graph.Node("AveragePool", "pool", [graph.Input("image", "N", 3, 224, 224)],
            GraphAttribute.Integers("kernel_shape", 28, 28), GraphAttribute.Integers("strides", 28, 28));
        string at = graph.Node("MatMul", "first",
            [graph.Node("Flatten", "flat", [pooled]), Weights("first.weight", 192, Width)]);
        foreach (string name in WeightNames)
        {
            at = graph.Node("Relu", $"{name}/bend",
                [graph.Node("MatMul", $"{name}/product", [at, Weights(name, Width, Width)])]);
        }

        graph.Output(graph.Node("MatMul", "logits", [at, Weights("head.weight", Width, 1000)]), "N", 1000);
        return OnnxModel.Parse(graph.ToBytes(), "wide");
    }
}
