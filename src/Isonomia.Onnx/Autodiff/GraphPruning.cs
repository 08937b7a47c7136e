namespace Isonomia.Onnx;

/// <summary>Takes out what no output needs.</summary>
internal static class GraphPruning
{
    internal static void Apply(GraphProto graph)
    {
        HashSet<string> needed = [.. graph.Output.Select(output => output.Name)];
        List<NodeProto> kept = [];
        foreach (NodeProto node in graph.Node.Reverse())
        {
            if (node.Output.Any(needed.Contains))
            {
                needed.UnionWith(GraphCheck.Needs(node));
                kept.Add(node);
            }
        }

        kept.Reverse();
        graph.Node.Clear();
        graph.Node.Add(kept);
        TensorProto[] weights = [.. graph.Initializer.Where(tensor => needed.Contains(tensor.Name))];
        graph.Initializer.Clear();
        graph.Initializer.Add(weights);
    }
}
