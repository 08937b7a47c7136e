namespace Isonomia.Onnx;

/// <summary>Renames the tensors of nodes that are moved from one graph into another.</summary>
internal static class GraphNames
{
    /// <summary>Renames in place: tensors in <paramref name="names"/> as it says, others that the nodes make get the
    /// prefix, what comes from outside stays.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="names">Old names and new ones; what is made inside is added.</param>
    /// <param name="prefix">For tensors and nodes that are made inside.</param>
    internal static void Rename(IReadOnlyCollection<NodeProto> nodes, Dictionary<string, string> names, string prefix)
    {
        foreach (string output in nodes.SelectMany(node => node.Output).Where(name => name.Length > 0))
        {
            names.TryAdd(output, prefix + output);
        }

        foreach (NodeProto node in nodes)
        {
            node.Name = prefix + (node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(string.Empty));
            Replace(node.Input, names);
            Replace(node.Output, names);
            foreach (GraphProto inner in GraphCheck.Inside(node))
            {
                RenameInside(inner, names);
            }
        }
    }

    /// <summary>A graph inside a node keeps the names that it makes itself; what it takes from around it is renamed.
    /// </summary>
    private static void RenameInside(GraphProto graph, Dictionary<string, string> names)
    {
        HashSet<string> own = [.. graph.Input.Select(input => input.Name),
            .. graph.Initializer.Select(tensor => tensor.Name), .. graph.Node.SelectMany(node => node.Output)];
        Dictionary<string, string> outer = names.Where(entry => !own.Contains(entry.Key))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node)
        {
            Replace(node.Input, outer);
            foreach (GraphProto inner in GraphCheck.Inside(node))
            {
                RenameInside(inner, outer);
            }
        }

        foreach (ValueInfoProto output in graph.Output)
        {
            output.Name = outer.GetValueOrDefault(output.Name, output.Name);
        }
    }

    private static void Replace(IList<string> names, Dictionary<string, string> by)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Length > 0 && by.TryGetValue(names[i], out string? name))
            {
                names[i] = name;
            }
        }
    }
}
