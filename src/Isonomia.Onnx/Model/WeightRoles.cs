namespace Isonomia.Onnx;

/// <summary>Tells weights from settings and from statistics: all three are initializers in a file.</summary>
internal static class WeightRoles
{
    private static readonly Dictionary<string, int[]> Settings = new(StringComparer.Ordinal)
    {
        ["Clip"] = [1, 2], ["Resize"] = [1, 2], ["Dropout"] = [1], ["Pow"] = [1], ["Pad"] = [2], ["Upsample"] = [1],
        ["OneHot"] = [2], ["Range"] = [0, 1, 2],
    };

    private static readonly Dictionary<string, int[]> Statistics =
        new(StringComparer.Ordinal) { ["BatchNormalization"] = [3, 4] };

    internal static IReadOnlyList<string> Weights(GraphProto graph) => Without(graph, Roles(graph, Settings));

    internal static IReadOnlyList<string> Trainable(GraphProto graph) =>
        Without(graph, [.. Roles(graph, Settings), .. Roles(graph, Statistics), .. Guards(graph)]);

    /// <summary>Single numbers that are added before a root: they keep it above 0 and are settings, not weights.
    /// </summary>
    private static IEnumerable<string> Guards(GraphProto graph)
    {
        HashSet<string> single = [.. graph.Initializer.Where(tensor => TensorData.Count(tensor.Dims) == 1)
            .Select(tensor => tensor.Name)];
        HashSet<string> rooted = [.. graph.Node.Where(node => node.OpType == "Sqrt").Select(node => node.Input[0])];
        return graph.Node.Where(node => node.OpType == "Add" && rooted.Contains(node.Output[0]))
            .SelectMany(node => node.Input)
            .Where(single.Contains);
    }

    private static HashSet<string> Roles(GraphProto graph, Dictionary<string, int[]> roles) =>
    [
        .. from node in graph.Node
           where roles.ContainsKey(node.OpType)
           from index in roles[node.OpType]
           where index < node.Input.Count
           select node.Input[index],
    ];

    private static IReadOnlyList<string> Without(GraphProto graph, HashSet<string> others) =>
    [
        .. graph.Initializer
            .Where(tensor => TensorData.IsReal((TensorProto.Types.DataType)tensor.DataType)
                && !others.Contains(tensor.Name))
            .Select(tensor => tensor.Name),
    ];
}
