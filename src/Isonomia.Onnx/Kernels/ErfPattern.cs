namespace Isonomia.Onnx;

/// <summary>Finds x · (1 + erf(x/√2)) / 2 as exporters write it, in whatever order of the products, and makes one
/// kernel of it.</summary>
internal static class ErfPattern
{
    private const double Tolerance = 1e-4;

    internal static void Replace(NodeWriter writer)
    {
        GraphProto graph = writer.Graph;
        var makers = graph.Node.SelectMany(node => node.Output.Select(output => (output, node)))
            .Where(pair => pair.output.Length > 0).ToDictionary(pair => pair.output, pair => pair.node);
        ILookup<string, NodeProto> readers = graph.Node.SelectMany(node => node.Input.Select(input => (input, node)))
            .ToLookup(pair => pair.input, pair => pair.node);
        HashSet<string> outputs = [.. graph.Output.Select(output => output.Name)];
        foreach (NodeProto erf in graph.Node.Where(node => node.OpType == "Erf").ToArray())
        {
            if (Find(writer, erf, makers, readers, outputs) is not (string x, NodeProto last)
                || !writer.Facts.Shapes.TryGetValue(x, out long[]? shape)
                || writer.Facts.Types[x] != TensorProto.Types.DataType.Float)
            {
                continue;
            }

            last.Input.Clear();
            last.Input.Add(x);
            writer.MakeKernel(last, FusedKernel.Gelu, [shape]);
        }
    }

    /// <summary>The tensor x and the node that gives x · (1 + erf(x/√2)) / 2.</summary>
    private static (string X, NodeProto Last)? Find(
        NodeWriter writer, NodeProto erf, Dictionary<string, NodeProto> makers, ILookup<string, NodeProto> readers,
        HashSet<string> outputs)
    {
        if (!makers.TryGetValue(erf.Input[0], out NodeProto? scale))
        {
            return null;
        }

        string? x = scale.OpType == "Div" && Is(writer, scale.Input[1], Math.Sqrt(2)) ? scale.Input[0]
            : scale.OpType == "Mul" ? Other(writer, scale, Math.Sqrt(0.5)) : null;
        if (x is null || Only(erf, readers, outputs) is not { OpType: "Add" } one
            || Other(writer, one, 1) != erf.Output[0] || Only(one, readers, outputs) is not { OpType: "Mul" } product)
        {
            return null;
        }

        string partner = product.Input[0] == one.Output[0] ? product.Input[1] : product.Input[0];
        if (partner == x)
        {
            // x (1 + erf), then halved.
            return Only(product, readers, outputs) is { } half && IsHalved(writer, half, product.Output[0])
                ? (x, half) : null;
        }

        if (makers.TryGetValue(partner, out NodeProto? halved) && IsHalved(writer, halved, x))
        {
            return (x, product);
        }

        // (1 + erf) / 2, then times x.
        return IsHalved(writer, product, one.Output[0])
            && Only(product, readers, outputs) is { OpType: "Mul" } end && end.Input.Contains(x) ? (x, end) : null;
    }

    private static bool IsHalved(NodeWriter writer, NodeProto node, string of) =>
        (node.OpType == "Mul" && Other(writer, node, 0.5) == of)
        || (node.OpType == "Div" && node.Input[0] == of && Is(writer, node.Input[1], 2));

    private static NodeProto? Only(NodeProto node, ILookup<string, NodeProto> readers, HashSet<string> outputs) =>
        outputs.Contains(node.Output[0]) || readers[node.Output[0]].Count() != 1 ? null
        : readers[node.Output[0]].Single();

    /// <summary>The operand beside a constant.</summary>
    private static string? Other(NodeWriter writer, NodeProto node, double constant) =>
        Is(writer, node.Input[1], constant) ? node.Input[0]
        : Is(writer, node.Input[0], constant) ? node.Input[1] : null;

    private static bool Is(NodeWriter writer, string name, double value) =>
        writer.Facts.Constants.TryGetValue(name, out TensorProto? tensor) && TensorData.Count([.. tensor.Dims]) == 1
        && TensorData.Reals(tensor) is [double found] && Math.Abs(found - value) < Tolerance * value;
}
