namespace Isonomia.Onnx;

/// <summary>A linear classifier on an output of a model, as nodes of the same graph: pooled, standardized, one product.
/// </summary>
public static class LinearHead
{
    /// <summary>The output that the head adds: logits <c>[N, classes]</c>.</summary>
    public const string Logits = "tuned_logits";

    private const string Prefix = "tuned_head";
    private const string Weight = Prefix + ".weight";
    private const string Bias = Prefix + ".bias";

    /// <summary>The weights of the head that training changes.</summary>
    public static IReadOnlyList<string> ParameterNames { get; } = [Weight, Bias];

    /// <summary>Adds a head, in place of one that an earlier call added; nodes without a name get one.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="output">The output that is classified: <c>[N, …]</c>, or <c>[N, tokens, width]</c> with a
    /// pooling.</param>
    /// <param name="pooling"><c>flatten</c>, <c>first_token</c> or <c>mean_token</c>.</param>
    /// <param name="center">What is taken from every column, shape [d].</param>
    /// <param name="scale">What every column is then multiplied by, shape [d].</param>
    /// <param name="weights">The first weights, shape [d, classes]; the bias starts at 0.</param>
    /// <returns>The model with the further output <see cref="Logits"/>.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the pooling is unknown.</exception>
    public static OnnxModel Attach(
        OnnxModel model, string output, string pooling, float[] center, float[] scale, float[] weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(center);
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(weights);
        int width = center.Length;
        if (scale.Length != width || width == 0 || weights.Length % width != 0)
        {
            throw new ArgumentException("Center, scale and weights of a head must fit together.", nameof(weights));
        }

        ModelProto copy = new(model.Proto);
        GraphProto graph = copy.Graph;
        Detach(graph);
        int classes = weights.Length / width;
        graph.Initializer.Add(TensorData.Of(Prefix + ".center", center, width));
        graph.Initializer.Add(TensorData.Of(Prefix + ".scale", scale, width));
        graph.Initializer.Add(TensorData.Of(Weight, weights, width, classes));
        graph.Initializer.Add(TensorData.Of(Bias, new float[classes], classes));
        string pooled = Pool(copy, output, pooling);
        string centered = Node(graph, "Sub", "centered", [pooled, Prefix + ".center"]);
        string scaled = Node(graph, "Mul", "scaled", [centered, Prefix + ".scale"]);
        string product = Node(graph, "MatMul", "product", [scaled, Weight]);
        graph.Node.Add(new NodeProto
        {
            OpType = "Add", Name = Prefix + "/logits", Input = { product, Bias }, Output = { Logits },
        });
        ValueInfoProto info = NodeWriter.ValueInfo(Logits, TensorProto.Types.DataType.Float, [1, classes]);
        info.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "N" };
        graph.Output.Add(info);
        for (int i = 0; i < graph.Node.Count; i++)
        {
            if (graph.Node[i].Name.Length == 0)
            {
                graph.Node[i].Name = $"{graph.Node[i].OpType}_{i}";
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Takes the head's weights from another copy of the model.</summary>
    /// <param name="model">The model that gets them; it is not changed.</param>
    /// <param name="trained">The model that has them.</param>
    /// <returns>The model with the head of the other.</returns>
    public static OnnxModel WithHeadOf(OnnxModel model, OnnxModel trained)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(trained);
        ModelProto copy = new(model.Proto);
        for (int i = 0; i < copy.Graph.Initializer.Count; i++)
        {
            string name = copy.Graph.Initializer[i].Name;
            if (ParameterNames.Contains(name))
            {
                copy.Graph.Initializer[i] = trained.Proto.Graph.Initializer.First(tensor => tensor.Name == name);
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }

    private static void Detach(GraphProto graph)
    {
        foreach (NodeProto node in graph.Node.Where(IsOfHead).ToArray())
        {
            graph.Node.Remove(node);
        }

        foreach (TensorProto tensor in graph.Initializer.Where(tensor =>
            tensor.Name.StartsWith(Prefix + ".", StringComparison.Ordinal)).ToArray())
        {
            graph.Initializer.Remove(tensor);
        }

        foreach (ValueInfoProto value in graph.Output.Where(value => value.Name == Logits).ToArray())
        {
            graph.Output.Remove(value);
        }
    }

    private static bool IsOfHead(NodeProto node) => node.Name.StartsWith(Prefix + "/", StringComparison.Ordinal);

    private static string Pool(ModelProto model, string output, string pooling)
    {
        GraphProto graph = model.Graph;
        long version = model.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 1;
        switch (pooling)
        {
            case "flatten":
                return Node(graph, "Flatten", "pooled", [output], GraphAttribute.Integer("axis", 1));
            case "first_token":
                graph.Initializer.Add(TensorData.Of(Prefix + ".first", [0L]));
                return Node(
                    graph, "Gather", "pooled", [output, Prefix + ".first"], GraphAttribute.Integer("axis", 1));
            case "mean_token" when version >= 18:
                graph.Initializer.Add(TensorData.Of(Prefix + ".axes", [1L], 1));
                return Node(graph, "ReduceMean", "pooled", [output, Prefix + ".axes"],
                    GraphAttribute.Integer("keepdims", 0));
            case "mean_token":
                return Node(graph, "ReduceMean", "pooled", [output], GraphAttribute.Integers("axes", 1),
                    GraphAttribute.Integer("keepdims", 0));
            default:
                throw new Catalogs.UnknownNameException("Pooling", pooling, ["flatten", "first_token", "mean_token"]);
        }
    }

    private static string Node(
        GraphProto graph, string type, string name, string[] inputs, params GraphAttribute[] attributes)
    {
        NodeProto node = new() { OpType = type, Name = $"{Prefix}/{name}", Output = { $"{Prefix}/{name}" } };
        node.Input.Add(inputs);
        node.Attribute.Add(attributes.Select(attribute => attribute.Proto));
        graph.Node.Add(node);
        return node.Output[0];
    }
}
