namespace Isonomia.Onnx;

/// <summary>Finds what is wrong with a graph before anything runs: all faults at once.</summary>
internal static class GraphCheck
{
    private static readonly string[] KnownDomains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    /// <summary>Every fault, each as half a sentence; none where the graph is sound.</summary>
    internal static IReadOnlyList<string> Faults(ModelProto model)
    {
        List<string> faults = [];
        GraphProto graph = model.Graph;
        HashSet<string> given = [.. graph.Input.Select(input => input.Name),
            .. graph.Initializer.Select(tensor => tensor.Name),
            .. graph.SparseInitializer.Select(tensor => tensor.Values.Name)];
        faults.AddRange(graph.Initializer.Where(tensor => tensor.RawData.Length > 0
            && TensorData.ByteCount(tensor) is { } needed && needed != tensor.RawData.Length)
            .Select(tensor => $"the weights '{tensor.Name}' have {tensor.RawData.Length} bytes; their type and shape "
                + $"need {TensorData.ByteCount(tensor)}"));
        Dictionary<string, NodeProto> makers = new(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
            {
                if (given.Contains(output) || !makers.TryAdd(output, node))
                {
                    faults.Add($"the tensor '{output}' is made twice (the second time by {Words(node)})");
                }
            }

            if (!KnownDomains.Contains(node.Domain) && !model.Functions.Any(f => f.Domain == node.Domain))
            {
                faults.Add($"{Words(node)} is of the operator domain '{node.Domain}', which is not known");
            }
        }

        foreach (NodeProto node in graph.Node)
        {
            foreach (string input in node.Input.Where(name => name.Length > 0 && !given.Contains(name)))
            {
                if (!makers.ContainsKey(input))
                {
                    faults.Add(
                        $"{Words(node)} takes '{input}', which is neither an input, nor a weight, nor made by a node");
                }
            }
        }

        faults.AddRange(graph.Output.Where(output => !given.Contains(output.Name) && !makers.ContainsKey(output.Name))
            .Select(output => $"the output '{output.Name}' is made by no node"));
        if (faults.Count == 0 && Sorted(graph) is null)
        {
            faults.Add("the graph runs in a circle: " + string.Join(" → ", Circle(makers)));
        }

        return faults;
    }

    /// <summary>The nodes so that each comes after what it needs, or null where the graph has a circle.</summary>
    internal static IReadOnlyList<NodeProto>? Sorted(GraphProto graph)
    {
        HashSet<string> made = [.. graph.Node.SelectMany(node => node.Output)];
        HashSet<string> ready = [];
        List<NodeProto> sorted = [];
        List<NodeProto> waiting = [.. graph.Node];
        while (waiting.Count > 0)
        {
            List<NodeProto> still = [];
            foreach (NodeProto node in waiting)
            {
                if (Needs(node).All(name => !made.Contains(name) || ready.Contains(name)))
                {
                    ready.UnionWith(node.Output);
                    sorted.Add(node);
                }
                else
                {
                    still.Add(node);
                }
            }

            if (still.Count == waiting.Count)
            {
                return null;
            }

            waiting = still;
        }

        return sorted;
    }

    /// <summary>All that a node reads, with what the graphs inside it take from around them.</summary>
    internal static IEnumerable<string> Needs(NodeProto node) => node.Input.Where(name => name.Length > 0)
        .Concat(Inside(node)
            .SelectMany(inner => inner.Node.SelectMany(Needs).Concat(inner.Output.Select(output => output.Name))));

    /// <summary>The graphs inside a node: branches and bodies.</summary>
    internal static IEnumerable<GraphProto> Inside(NodeProto node) => node.Attribute.SelectMany(attribute =>
        attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G));

    /// <summary>The node in words: its name, or its output where it has none, and its operator.</summary>
    internal static string Words(NodeProto node) =>
        $"node '{(node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(string.Empty))}' ({node.OpType})";

    private static List<string> Circle(Dictionary<string, NodeProto> makers)
    {
        foreach (string start in makers.Keys)
        {
            List<string> path = [start];
            HashSet<string> seen = [start];
            string at = start;
            while (makers.TryGetValue(at, out NodeProto? node)
                && node.Input.FirstOrDefault(name => makers.ContainsKey(name)) is { } next)
            {
                path.Add(next);
                if (!seen.Add(next))
                {
                    return [.. path.Skip(path.IndexOf(next)).Reverse()];
                }

                at = next;
            }
        }

        return [];
    }
}
