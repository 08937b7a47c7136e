namespace Isonomia.Onnx;

/// <summary>Finds the tensors whose shape depends on values and not on shapes alone, so that no gradient graph of fixed
/// shapes can hold them.</summary>
internal static class Dependence
{
    /// <summary>Operators that give as many numbers as there are of a kind.</summary>
    private static readonly HashSet<string> Counting = ["NonZero", "Unique", "Compress", "NonMaxSuppression"];

    /// <summary>The inputs that say what shape an output has.</summary>
    private static readonly Dictionary<string, int[]> ShapeInputs = new(StringComparer.Ordinal)
    {
        ["Reshape"] = [1], ["Expand"] = [1], ["Slice"] = [1, 2, 3, 4], ["Range"] = [0, 1, 2], ["ConstantOfShape"] = [0],
        ["Tile"] = [1], ["Pad"] = [1, 3], ["Resize"] = [2, 3], ["TopK"] = [1], ["OneHot"] = [1], ["Squeeze"] = [1],
        ["Unsqueeze"] = [1], ["Split"] = [1], ["CenterCropPad"] = [1], ["Upsample"] = [1],
    };

    /// <summary>Marks open tensors behind such nodes, with the first such node in words.</summary>
    internal static void Mark(GraphProto graph, GraphFacts facts)
    {
        foreach (NodeProto node in graph.Node)
        {
            string[] open = [.. node.Output.Where(name => name.Length > 0 && !facts.Shapes.ContainsKey(name))];
            if (open.Length == 0)
            {
                continue;
            }

            string? reason = GraphCheck.Needs(node).Select(name => facts.OpenBecause.GetValueOrDefault(name))
                .FirstOrDefault(found => found is not null) ?? (IsSource(node, facts) ? GraphCheck.Words(node) : null);
            foreach (string name in open.Where(_ => reason is not null))
            {
                facts.OpenBecause[name] = reason!;
            }
        }
    }

    private static bool IsSource(NodeProto node, GraphFacts facts)
    {
        bool IsOpen(int index) => index < node.Input.Count && node.Input[index].Length > 0
            && !facts.Constants.ContainsKey(node.Input[index]);
        return Counting.Contains(node.OpType) || ControlFlow.IsControl(node)
            || (ShapeInputs.TryGetValue(node.OpType, out int[]? inputs) && inputs.Any(IsOpen))
            || (node.OpType.StartsWith("Reduce", StringComparison.Ordinal) && IsOpen(1));
    }
}
