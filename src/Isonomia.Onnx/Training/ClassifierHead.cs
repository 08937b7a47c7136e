namespace Isonomia.Onnx;

/// <summary>A classifier on an output of a model, as nodes of the same graph: pooled, standardized, then one product,
/// or a hidden layer with ReLU and a product.</summary>
public static class ClassifierHead
{
    /// <summary>The output that the head adds: logits <c>[N, classes]</c>.</summary>
    public const string Logits = "tuned_logits";

    internal const string Prefix = "tuned_head";
    private const string Weight = Prefix + ".weight";
    private const string Bias = Prefix + ".bias";

    private const string HiddenWeight = Prefix + ".hidden.weight";
    private const string HiddenBias = Prefix + ".hidden.bias";
    private const string Center = Prefix + ".center";
    private const string Scale = Prefix + ".scale";

    /// <summary>The tensor that holds the pooled output, <c>[N, d]</c>.</summary>
    public const string Pooled = Prefix + "/pooled";

    /// <summary>The tensor that holds the standardized output, <c>[N, d]</c>.</summary>
    public const string Standardized = Prefix + "/scaled";

    /// <summary>The tensor that holds the hidden layer after its ReLU, <c>[N, hidden]</c>; absent from a linear head.
    /// </summary>
    public const string Hidden = Prefix + "/hidden";

    /// <summary>What the head is standardized by; not trained.</summary>
    public static IReadOnlyList<string> StandardNames { get; } = [Center, Scale];

    /// <summary>The weights of a head that training changes.</summary>
    /// <param name="hasHidden">Whether it has a hidden layer.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> ParameterNames(bool hasHidden) =>
        hasHidden ? [HiddenWeight, HiddenBias, Weight, Bias] : [Weight, Bias];

    /// <summary>Adds a head, in place of one that an earlier call added; nodes without a name get one.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="output">The output that is classified: <c>[N, …]</c>, or <c>[N, tokens, width]</c> with a
    /// pooling.</param>
    /// <param name="pooling"><c>flatten</c>, <c>first_token</c> or <c>mean_token</c>.</param>
    /// <param name="center">What is taken from every column, shape [d].</param>
    /// <param name="scale">What every column is then multiplied by, shape [d].</param>
    /// <param name="layers">Weights [in, out] and bias [out] of each layer, one or two.</param>
    /// <returns>The model with the further output <see cref="Logits"/>.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit, or the pooling is unknown.</exception>
    public static OnnxModel Attach(
        OnnxModel model, string output, string pooling, float[] center, float[] scale,
        params IReadOnlyList<(float[] Weights, float[] Bias)> layers)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(center);
        ArgumentNullException.ThrowIfNull(scale);
        ArgumentNullException.ThrowIfNull(layers);
        int width = center.Length;
        if (scale.Length != width || width == 0 || layers.Count is not (1 or 2)
            || layers[0].Weights.Length != width * layers[0].Bias.Length
            || layers[^1].Weights.Length != layers[^1].Bias.Length * (layers.Count == 1 ? width
                : layers[0].Bias.Length))
        {
            throw new ArgumentException("Center, scale and layers of a head must fit together.", nameof(layers));
        }

        ModelProto copy = new(model.Proto);
        GraphProto graph = copy.Graph;
        Detach(graph);
        int classes = layers[^1].Bias.Length;
        graph.Initializer.Add(TensorData.Of(Center, center, width));
        graph.Initializer.Add(TensorData.Of(Scale, scale, width));
        string pooled = Pool(copy, output, pooling);
        string centered = Node(graph, "Sub", "centered", [pooled, Center]);
        string last = Node(graph, "Mul", "scaled", [centered, Scale]);
        if (layers.Count == 2)
        {
            int hidden = layers[0].Bias.Length;
            graph.Initializer.Add(TensorData.Of(HiddenWeight, layers[0].Weights, width, hidden));
            graph.Initializer.Add(TensorData.Of(HiddenBias, layers[0].Bias, hidden));
            string raw = Node(graph, "MatMul", "hidden_product", [last, HiddenWeight]);
            last = Node(graph, "Relu", "hidden", [Node(graph, "Add", "hidden_sum", [raw, HiddenBias])]);
        }

        graph.Initializer.Add(TensorData.Of(Weight, layers[^1].Weights, layers[^1].Weights.Length / classes, classes));
        graph.Initializer.Add(TensorData.Of(Bias, layers[^1].Bias, classes));
        string product = Node(graph, "MatMul", "product", [last, Weight]);
        graph.Node.Add(new NodeProto
        {
            OpType = "Add", Name = Prefix + "/logits", Input = { product, Bias }, Output = { Logits },
        });
        Declare(graph, classes);
        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Lists the logits as an output; nodes without a name get one.</summary>
    internal static void Declare(GraphProto graph, int classes)
    {
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
            if (name.StartsWith(Prefix + ".", StringComparison.Ordinal))
            {
                copy.Graph.Initializer[i] = trained.Proto.Graph.Initializer.First(tensor => tensor.Name == name);
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }

    internal static void Detach(GraphProto graph)
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

    internal static string Pool(ModelProto model, string output, string pooling)
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

    internal static string Node(
        GraphProto graph, string type, string name, string[] inputs, params GraphAttribute[] attributes)
    {
        NodeProto node = new() { OpType = type, Name = $"{Prefix}/{name}", Output = { $"{Prefix}/{name}" } };
        node.Input.Add(inputs);
        node.Attribute.Add(attributes.Select(attribute => attribute.Proto));
        graph.Node.Add(node);
        return node.Output[0];
    }
}
