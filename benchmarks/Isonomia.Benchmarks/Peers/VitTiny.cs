using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Benchmarks.Peers;

/// <summary>ViT-Tiny/16 at 224 pixels with random weights, node by node as PyTorch exports it (operator set 17).
/// </summary>
internal sealed class VitTiny
{
    private const int Width = 192;
    private const int Heads = 3;
    private const int Tokens = 197;
    private const int Classes = 1000;
    private readonly GraphBuilder _graph = new("vit_tiny");
    private readonly RandomSource _random = new(1);
    private readonly int _batch;
    private int _next;

    private VitTiny(int batch) => _batch = batch;

    internal static OnnxModel Build(int batch, int depth = 12) => new VitTiny(batch).Model(depth);

    private OnnxModel Model(int depth)
    {
        string image = _graph.Input("image", _batch, 3, 224, 224);
        string patches = Node("Conv", [image, Weights("patch_embed.weight", Width, 3, 16, 16),
            Weights("patch_embed.bias", Width)], GraphAttribute.Integers("strides", 16, 16));
        string rows = Node("Transpose", [Reshape(patches, _batch, Width, Tokens - 1)],
            GraphAttribute.Integers("perm", 0, 2, 1));
        string token = Node("Expand", [Weights("cls_token", 1, 1, Width), Shape(_batch, 1, Width)]);
        string x = Node("Concat", [token, rows], GraphAttribute.Integer("axis", 1));
        x = Node("Add", [x, Weights("pos_embed", 1, Tokens, Width)]);
        for (int i = 0; i < depth; i++)
        {
            x = Node("Add", [x, Attention(Norm(x, $"blocks.{i}.norm1"), $"blocks.{i}.attn")]);
            string wide = Linear(Norm(x, $"blocks.{i}.norm2"), $"blocks.{i}.mlp.0", Width, 4 * Width);
            x = Node("Add", [x, Linear(Gelu(wide), $"blocks.{i}.mlp.2", 4 * Width, Width)]);
        }

        string first = Node("Gather", [Norm(x, "norm"), Scalar(0)], GraphAttribute.Integer("axis", 1));
        string logits = _graph.Node("Gemm", "logits",
            [first, Weights("head.weight", Classes, Width), Weights("head.bias", Classes)],
            GraphAttribute.Integer("transB", 1));
        _graph.Output(logits, _batch, Classes);
        return OnnxModel.Parse(_graph.ToBytes(), "vit_tiny");
    }

    private string Attention(string x, string name)
    {
        string fused = Linear(x, $"{name}.qkv", Width, 3 * Width);
        string parts = Node("Transpose", [Reshape(fused, _batch, Tokens, 3, Heads, Width / Heads)],
            GraphAttribute.Integers("perm", 2, 0, 3, 1, 4));
        string Part(int index) =>
            Node("Gather", [parts, Scalar(index)], GraphAttribute.Integer("axis", 0));
        string keys = Node("Transpose", [Part(1)], GraphAttribute.Integers("perm", 0, 1, 3, 2));
        string scores = Node("Mul", [Node("MatMul", [Part(0), keys]), Number(0.125f)]);
        string mixed = Node("MatMul", [Node("Softmax", [scores], GraphAttribute.Integer("axis", -1)), Part(2)]);
        string back = Node("Transpose", [mixed], GraphAttribute.Integers("perm", 0, 2, 1, 3));
        return Linear(Reshape(back, _batch, Tokens, Width), $"{name}.proj", Width, Width);
    }

    private string Gelu(string x)
    {
        string bend = Node("Add", [Node("Erf", [Node("Div", [x, Number(MathF.Sqrt(2))])]), Number(1)]);
        return Node("Mul", [Node("Mul", [x, bend]), Number(0.5f)]);
    }

    private string Norm(string x, string name) => Node("LayerNormalization",
        [x, Weights($"{name}.weight", Width), Weights($"{name}.bias", Width)], GraphAttribute.Real("epsilon", 1e-6f));

    private string Linear(string x, string name, int from, int to) => Node("Add",
        [Node("MatMul", [x, Weights($"{name}.weight", from, to)], named: name), Weights($"{name}.bias", to)]);

    private string Reshape(string x, params long[] shape) => Node("Reshape", [x, Shape(shape)]);

    private string Shape(params long[] shape) => _graph.Integers($"shape_{_next++}", shape);

    private string Scalar(int value) =>
        Node("Squeeze", [_graph.Integers($"index_{_next++}", value), _graph.Integers($"axis_{_next++}", 0)]);

    private string Number(float value) => _graph.Weights($"number_{_next++}", [value]);

    private string Weights(string name, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (product, size) => product * size)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(0.02 * _random.NextNormal())
                + (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith("weight", StringComparison.Ordinal)
                    ? 1 : 0);
        }

        return _graph.Weights(name, values, shape);
    }

    private string Node(string type, string[] inputs, GraphAttribute attribute) =>
        _graph.Node(type, $"{type}_{_next++}", inputs, attribute);

    private string Node(string type, string[] inputs, string? named = null) =>
        _graph.Node(type, named ?? $"{type}_{_next++}", inputs);
}
