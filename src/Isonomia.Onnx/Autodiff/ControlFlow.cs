namespace Isonomia.Onnx;

/// <summary>Takes branches and loops out of a graph where they are decided before it runs: the taken branch of an If
/// stands in its place, a Loop of a fixed count is written out.</summary>
internal sealed class ControlFlow(GraphProto graph, GraphFacts facts, string path)
{
    private const long MostSteps = 10_000;
    private const long MostNodes = 500_000;
    private int _count;

    /// <summary>Resolves what can be; whether there was anything.</summary>
    internal bool Resolve()
    {
        NodeProto[] nodes = [.. graph.Node];
        if (!nodes.Any(node => IsControl(node)))
        {
            return false;
        }

        bool found = false;
        graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            NodeProto[]? instead = node.OpType switch
            {
                "If" when IsControl(node) => Branch(node),
                "Loop" when IsControl(node) => Steps(node),
                _ => null,
            };
            found |= instead is not null;
            graph.Node.Add(instead ?? [node]);
        }

        return found;
    }

    internal static bool IsControl(NodeProto node) =>
        node.Domain is "" or "ai.onnx" && node.OpType is "If" or "Loop" or "Scan";

    private NodeProto[]? Branch(NodeProto node)
    {
        if (Known(node.Input[0]) is not [long taken])
        {
            return null;
        }

        GraphProto branch = Graph(node, taken != 0 ? "then_branch" : "else_branch");
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        NodeProto[] nodes = Inside(branch, names, Prefix(node));
        return [.. nodes, .. Passed(branch.Output, node.Output, names)];
    }

    /// <summary>A loop whose count is known and that no condition ends early, step by step.</summary>
    private NodeProto[]? Steps(NodeProto node)
    {
        GraphProto body = Graph(node, "body");
        if (node.Input[0].Length == 0 || Known(node.Input[0]) is not [long count]
            || (node.Input.Count > 1 && node.Input[1].Length > 0 && Known(node.Input[1]) is not [not 0])
            || !GoesOn(body))
        {
            return null;
        }

        if (count > MostSteps || count * body.Node.Count > MostNodes)
        {
            throw new ModelException(
                path, $"{GraphCheck.Words(node)} runs {count} times over {body.Node.Count} nodes; at most {MostSteps} "
                    + $"steps and {MostNodes} nodes are written out for a gradient");
        }

        int states = node.Input.Count - 2;
        string[] held = [.. node.Input.Skip(2)];
        List<string>[] rows = [.. body.Output.Skip(1 + states).Select(_ => new List<string>())];
        List<NodeProto> nodes = [];
        for (long step = 0; step < count; step++)
        {
            string prefix = Prefix(node);
            Dictionary<string, string> names = new(StringComparer.Ordinal)
            {
                [body.Input[0].Name] = Constant($"{prefix}step", TensorData.Of(string.Empty, [step])),
                [body.Input[1].Name] = Constant(
                    $"{prefix}goes", TensorData.Raw(string.Empty, TensorProto.Types.DataType.Bool, [1])),
            };
            for (int i = 0; i < states; i++)
            {
                names[body.Input[2 + i].Name] = held[i];
            }

            nodes.AddRange(Inside(body, names, prefix));
            held = [.. Enumerable.Range(0, states).Select(i =>
                names.GetValueOrDefault(body.Output[1 + i].Name, body.Output[1 + i].Name))];
            for (int i = 0; i < rows.Length; i++)
            {
                string row = body.Output[1 + states + i].Name;
                string lifted = $"{prefix}row{i}";
                nodes.Add(new NodeProto
                {
                    OpType = "Unsqueeze", Name = lifted, Output = { lifted },
                    Input = { names.GetValueOrDefault(row, row),
                        Constant($"{prefix}axis{i}", TensorData.Of(string.Empty, [0L], 1)) },
                });
                rows[i].Add(lifted);
            }
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length == 0)
            {
                continue;
            }

            if (i >= states && rows[i - states].Count == 0)
            {
                return null;
            }

            NodeProto last = new() { Name = node.Output[i], Output = { node.Output[i] } };
            if (i < states)
            {
                last.OpType = "Identity";
                last.Input.Add(held[i]);
            }
            else
            {
                last.OpType = "Concat";
                last.Input.Add(rows[i - states]);
                last.Attribute.Add(GraphAttribute.Integer("axis", 0).Proto);
            }

            nodes.Add(last);
        }

        return [.. nodes];
    }

    /// <summary>Whether the body's condition is its input or a constant that is true.</summary>
    private bool GoesOn(GraphProto body)
    {
        string name = body.Output[0].Name;
        while (body.Node.FirstOrDefault(node => node.Output.Contains(name)) is { } maker)
        {
            if (maker.OpType == "Constant")
            {
                return maker.Attribute is [{ Name: "value" } value] && TensorData.Integers(value.T) is [not 0];
            }

            if (maker.OpType is not ("Identity" or "Cast"))
            {
                return false;
            }

            name = maker.Input[0];
        }

        return name == body.Input[1].Name
            || (body.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } own
                ? TensorData.Integers(own) is [not 0] : Known(name) is [not 0]);
    }

    /// <summary>The nodes of an inner graph under names of their own; its weights join those of the graph.</summary>
    private NodeProto[] Inside(GraphProto inner, Dictionary<string, string> names, string prefix)
    {
        foreach (TensorProto tensor in inner.Initializer)
        {
            names[tensor.Name] = Constant(prefix + tensor.Name, tensor);
        }

        NodeProto[] nodes = [.. inner.Node.Select(node => node.Clone())];
        GraphNames.Rename(nodes, names, prefix);
        return nodes;
    }

    private static IEnumerable<NodeProto> Passed(
        IEnumerable<ValueInfoProto> inner, IEnumerable<string> outer, Dictionary<string, string> names) =>
        inner.Zip(outer).Where(pair => pair.Second.Length > 0).Select(pair => new NodeProto
        {
            OpType = "Identity", Name = pair.Second, Output = { pair.Second },
            Input = { names.GetValueOrDefault(pair.First.Name, pair.First.Name) },
        });

    private string Constant(string name, TensorProto tensor)
    {
        TensorProto named = new(tensor) { Name = name };
        graph.Initializer.Add(named);
        facts.Set(name, (TensorProto.Types.DataType)named.DataType, [.. named.Dims]);
        facts.Constants[name] = named;
        return name;
    }

    private long[]? Known(string name) =>
        facts.Constants.TryGetValue(name, out TensorProto? tensor) ? TensorData.Integers(tensor) : null;

    private string Prefix(NodeProto node) => $"{(node.Name.Length > 0 ? node.Name : node.OpType)}#{_count++}/";

    private static GraphProto Graph(NodeProto node, string name) =>
        node.Attribute.Single(attribute => attribute.Name == name).G;
}
