namespace Isonomia.Onnx;

/// <summary>Brings a model of operator sets 11 to 16 to 17, so that rules need to know one form of every
/// operator.</summary>
/// <remarks>What changed between 11 and 17 in the operators of exported networks: axes of ReduceSum, Squeeze and
/// Unsqueeze, sizes of Split (13) and the ratio of Dropout (12) became inputs; Softmax and LogSoftmax no longer flatten
/// (13). Other changes added types or defaults that mean the same. Source: the operators' change log,
/// https://github.com/onnx/onnx/blob/main/docs/Changelog.md.</remarks>
internal static class OperatorSetUpgrade
{
    internal const long Target = 17;
    private const long Oldest = 11;
    private const long Newest = 23;

    /// <summary>Changes the model in place.</summary>
    internal static void Apply(ModelProto model, string path)
    {
        OperatorSetIdProto? set = model.OpsetImport.FirstOrDefault(entry => entry.Domain is "" or "ai.onnx");
        long version = set?.Version ?? 1;
        if (version is < Oldest or > Newest)
        {
            throw new ModelException(
                path, $"the model uses operator set {version}; {Oldest} to {Newest} were expected for a gradient");
        }

        if (version >= Target)
        {
            return;
        }

        Upgrade(model.Graph, version, path);
        set!.Version = Target;
    }

    private static void Upgrade(GraphProto graph, long version, string path)
    {
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            foreach (GraphProto inner in GraphCheck.Inside(node))
            {
                Upgrade(inner, version, path);
            }

            if (version < 13)
            {
                Upgrade(node, graph, path);
            }

            if (version < 16 && node.OpType == "RoiAlign")
            {
                throw new ModelException(
                    path, $"{GraphCheck.Words(node)} changed its meaning with operator set 16; export the model with "
                        + "17");
            }

            graph.Node.Add(node);
        }
    }

    private static void Upgrade(NodeProto node, GraphProto graph, string path)
    {
        switch (node.OpType)
        {
            case "ReduceSum" or "Squeeze" or "Unsqueeze":
                ToInput(node, graph, "axes");
                break;
            case "Split":
                ToInput(node, graph, "split");
                break;
            case "Dropout" when node.Attribute.FirstOrDefault(entry => entry.Name == "ratio") is { } ratio:
                node.Attribute.Remove(ratio);
                break;
            case "Softmax" or "LogSoftmax":
                AttributeProto? axis = node.Attribute.FirstOrDefault(entry => entry.Name == "axis");
                if (axis is null || axis.I != -1)
                {
                    Flattened(node, graph, axis?.I ?? 1);
                }

                break;
            case "Upsample":
                throw new ModelException(path, $"{GraphCheck.Words(node)} is of an operator that was withdrawn");
            default:
                break;
        }
    }

    private static void ToInput(NodeProto node, GraphProto graph, string name)
    {
        if (node.Attribute.FirstOrDefault(entry => entry.Name == name) is { } attribute)
        {
            string tensor = $"{node.Output[0]}/{name}";
            graph.Initializer.Add(TensorData.Of(tensor, [.. attribute.Ints], attribute.Ints.Count));
            node.Attribute.Remove(attribute);
            node.Input.Add(tensor);
        }
    }

    /// <summary>The old form: all axes from the given one on are one axis.</summary>
    private static void Flattened(NodeProto node, GraphProto graph, long axis)
    {
        string input = node.Input[0];
        string output = node.Output[0];
        string flat = $"{output}/flat";
        string shape = $"{output}/shape";
        graph.Node.Add(new NodeProto
        {
            OpType = "Flatten", Name = flat, Input = { input }, Output = { flat },
            Attribute = { GraphAttribute.Integer("axis", axis).Proto },
        });
        NodeProto inner = new()
        {
            OpType = node.OpType, Name = $"{output}/inner", Input = { flat }, Output = { $"{output}/inner" },
            Attribute = { GraphAttribute.Integer("axis", -1).Proto },
        };
        graph.Node.Add(inner);
        graph.Node.Add(new NodeProto { OpType = "Shape", Name = shape, Input = { input }, Output = { shape } });
        node.OpType = "Reshape";
        node.Attribute.Clear();
        node.Input.Clear();
        node.Input.Add([inner.Output[0], shape]);
    }
}
