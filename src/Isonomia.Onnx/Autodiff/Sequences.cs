namespace Isonomia.Onnx;

/// <summary>Takes lists of tensors out of a graph where it is known which tensors they hold: what scripted models write
/// for lists, chunks and stacks.</summary>
internal sealed class Sequences(GraphProto graph, GraphFacts facts)
{
    private readonly Dictionary<string, string[]> _held = new(StringComparer.Ordinal);

    /// <summary>Replaces what can be; whether there was anything.</summary>
    internal bool Resolve()
    {
        NodeProto[] nodes = [.. graph.Node];
        if (!nodes.Any(IsSequence))
        {
            return false;
        }

        bool found = false;
        graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            NodeProto[]? instead = Instead(node);
            found |= instead is not null;
            graph.Node.Add(instead ?? [node]);
        }

        return found;
    }

    internal static bool IsSequence(NodeProto node) => node.Domain is "" or "ai.onnx"
        && (node.OpType.StartsWith("Sequence", StringComparison.Ordinal)
            || node.OpType is "SplitToSequence" or "ConcatFromSequence");

    private NodeProto[]? Instead(NodeProto node)
    {
        string[]? held = node.Input.Count > 0 ? _held.GetValueOrDefault(node.Input[0]) : null;
        switch (node.OpType)
        {
            case "SequenceEmpty":
                return Holding(node, []);
            case "SequenceConstruct":
                return Holding(node, [.. node.Input]);
            case "Identity" when held is not null:
                return Holding(node, held);
            case "SequenceInsert" when held is not null && Place(node, 2, held.Length, held.Length) is { } place:
                return Holding(node, [.. held[..place], node.Input[1], .. held[place..]]);
            case "SequenceErase" when held is not null && Place(node, 1, held.Length - 1, held.Length) is { } place:
                return Holding(node, [.. held[..place], .. held[(place + 1)..]]);
            case "SequenceAt" when held is not null && Place(node, 1, null, held.Length) is { } place:
                return [New("Identity", node.Output[0], [held[place]])];
            case "SequenceLength" when held is not null:
                Constant(node.Output[0], held.Length);
                return [];
            case "ConcatFromSequence" when held is { Length: > 0 }:
                return Joined(node, held);
            case "SplitToSequence" when facts.Shapes.TryGetValue(node.Input[0], out long[]? shape):
                return Parts(node, shape);
            default:
                return null;
        }
    }

    private NodeProto[] Holding(NodeProto node, string[] tensors)
    {
        _held[node.Output[0]] = tensors;
        return [];
    }

    private NodeProto[] Joined(NodeProto node, string[] held)
    {
        NodeProto concat = New("Concat", node.Output[0], held);
        concat.Attribute.Add(GraphAttribute.Integer("axis", Setting(node, "axis", 0)).Proto);
        if (Setting(node, "new_axis", 0) == 0)
        {
            return [concat];
        }

        Constant($"{node.Output[0]}/axis", Setting(node, "axis", 0), isVector: true);
        NodeProto[] lifted = [.. held.Select((name, i) =>
            New("Unsqueeze", $"{node.Output[0]}/{i}", [name, $"{node.Output[0]}/axis"]))];
        concat.Input.Clear();
        concat.Input.Add(lifted.Select(row => row.Output[0]));
        return [.. lifted, concat];
    }

    private NodeProto[]? Parts(NodeProto node, long[] shape)
    {
        long axis = Setting(node, "axis", 0);
        axis = axis < 0 ? axis + shape.Length : axis;
        bool isSplit = node.Input.Count > 1 && node.Input[1].Length > 0;
        long[]? given = isSplit ? Known(node.Input[1]) : [1];
        if (given is null || given.Length == 0)
        {
            return null;
        }

        bool isEven = !isSplit || (facts.Shapes.TryGetValue(node.Input[1], out long[]? rank) && rank.Length == 0);
        long[] sizes = !isEven ? given : [.. Enumerable.Range(0, (int)((shape[axis] + given[0] - 1) / given[0]))
            .Select(i => Math.Min(given[0], shape[axis] - (i * given[0])))];
        string name = node.Output[0];
        string sized = $"{name}/sizes";
        TensorProto tensor = TensorData.Of(sized, sizes, sizes.Length);
        Add(tensor);
        NodeProto split = New("Split", name, [node.Input[0], sized]);
        split.Attribute.Add(GraphAttribute.Integer("axis", axis).Proto);
        split.Output.Clear();
        split.Output.Add(sizes.Select((_, i) => $"{name}/part{i}"));
        if (isSplit || Setting(node, "keepdims", 1) != 0)
        {
            Holding(node, [.. split.Output]);
            return [split];
        }

        Constant($"{name}/axis", axis, isVector: true);
        NodeProto[] flat = [.. split.Output.Select((part, i) =>
            New("Squeeze", $"{name}/{i}", [part, $"{name}/axis"]))];
        Holding(node, [.. flat.Select(part => part.Output[0])]);
        return [split, .. flat];
    }

    /// <summary>A place in a list, counted from the front, or null where it is not known or outside.</summary>
    private int? Place(NodeProto node, int input, int? otherwise, int count)
    {
        if (node.Input.Count <= input || node.Input[input].Length == 0)
        {
            return otherwise;
        }

        long? place = Known(node.Input[input]) is [long given] ? given < 0 ? given + count : given : null;
        return place >= 0 && place <= count ? (int)place : null;
    }

    private long[]? Known(string name) =>
        facts.Constants.TryGetValue(name, out TensorProto? tensor) ? TensorData.Integers(tensor) : null;

    private void Constant(string name, long value, bool isVector = false) =>
        Add(isVector ? TensorData.Of(name, [value], 1) : TensorData.Of(name, [value]));

    private void Add(TensorProto tensor)
    {
        graph.Initializer.Add(tensor);
        facts.Set(tensor.Name, TensorProto.Types.DataType.Int64, [.. tensor.Dims]);
        facts.Constants[tensor.Name] = tensor;
    }

    private static long Setting(NodeProto node, string name, long otherwise) =>
        node.Attribute.FirstOrDefault(entry => entry.Name == name)?.I ?? otherwise;

    private static NodeProto New(string type, string output, string[] inputs)
    {
        NodeProto node = new() { OpType = type, Name = output, Output = { output } };
        node.Input.Add(inputs);
        return node;
    }
}
