using System.IO.Enumeration;

namespace Isonomia.Onnx;

/// <summary>Which weights of a model are trained, among those that an output depends on.</summary>
public static class ParameterChoice
{
    private static readonly string[] WithBias =
    [
        "Conv", "ConvTranspose", "Gemm", "LayerNormalization", "BatchNormalization", "InstanceNormalization",
        "GroupNormalization",
    ];

    /// <summary>All trainable weights that an output depends on, in the order of their first use.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The output, or any tensor.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> All(OnnxModel model, string output) => Uses(model, Reaching(model, output));

    /// <summary>The biases: what products, convolutions and normalizations add.</summary>
    /// <remarks>Source: Ben Zaken, Ravfogel and Goldberg, ACL 2022 (BitFit). An <c>Add</c> counts where its fixed
    /// operand varies along one axis at most.</remarks>
    /// <param name="model">The model.</param>
    /// <param name="output">The output.</param>
    /// <returns>The names.</returns>
    public static IReadOnlyList<string> Biases(OnnxModel model, string output)
    {
        ArgumentNullException.ThrowIfNull(model);
        NodeProto[] nodes = Reaching(model, output);
        HashSet<string> known = [.. Uses(model, nodes)];
        Dictionary<string, TensorProto> tensors = Tensors(model);
        return [.. nodes.SelectMany(node =>
            WithBias.Contains(node.OpType) ? node.Input.Skip(2).Take(1)
            : node.OpType == "Add" ? node.Input.Where(name => tensors.TryGetValue(name, out TensorProto? tensor)
                && tensor.Dims.Count(size => size > 1) <= 1)
            : []).Where(known.Contains).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The weights from the last layers on: of the last so many products and convolutions with fixed weights,
    /// and all that is first used after the first of them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The output.</param>
    /// <param name="count">Layers, at least 1.</param>
    /// <returns>The names.</returns>
    /// <exception cref="ArgumentException">The model has fewer layers.</exception>
    public static IReadOnlyList<string> LastLayers(OnnxModel model, string output, int count)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        NodeProto[] nodes = Reaching(model, output);
        HashSet<string> known = [.. Uses(model, nodes)];
        int[] layers = [.. Enumerable.Range(0, nodes.Length).Where(i =>
            nodes[i].OpType is "Conv" or "MatMul" or "Gemm" && nodes[i].Input.Skip(1).Take(1).Any(known.Contains))];
        if (layers.Length < count)
        {
            throw new ArgumentException(
                $"The last {count} layers were asked for; '{output}' depends on {layers.Length} with fixed weights.",
                nameof(count));
        }

        HashSet<string> before = [.. Uses(model, nodes[..layers[^count]])];
        return [.. Uses(model, nodes[layers[^count]..]).Where(name => !before.Contains(name))];
    }

    /// <summary>The products that low-rank adapters can be put on, chosen by patterns on the names of nodes and
    /// weights.</summary>
    /// <param name="model">The model.</param>
    /// <param name="output">The output.</param>
    /// <param name="patterns">Names with <c>*</c> and <c>?</c>.</param>
    /// <returns>The targets, in the graph's order.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A pattern matches nothing.</exception>
    public static IReadOnlyList<LowRankTarget> LowRankTargets(
        OnnxModel model, string output, params IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patterns);
        NodeProto[] products =
            [.. Reaching(model, output).Where(node => LowRankAdapters.Weight(model, node) is not null)];
        bool Matches(NodeProto node, string pattern) => FileSystemName.MatchesSimpleExpression(pattern, node.Name)
            || FileSystemName.MatchesSimpleExpression(pattern, node.Input[1]);
        foreach (string pattern in patterns.Where(pattern => !products.Any(node => Matches(node, pattern))))
        {
            throw products.Length == 0
                ? new ModelException(
                    model.Path,
                    $"'{output}' depends on no product or pointwise convolution with fixed weights; low-rank adapters "
                        + "need one")
                : new Catalogs.UnknownNameException(
                    "Weighted product", pattern,
                    products.SelectMany(node => new[] { node.Name, node.Input[1] }).Distinct());
        }

        return [.. products.Where(node => patterns.Any(pattern => Matches(node, pattern)))
            .Select(node => new LowRankTarget(node.Name.Trim('/').Replace('/', '.'), node.Name))];
    }

    /// <summary>The weights of products that adapters sit on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="targets">The products.</param>
    /// <returns>The names, each once.</returns>
    public static IReadOnlyList<string> WeightsOf(OnnxModel model, IReadOnlyList<LowRankTarget> targets)
    {
        ArgumentNullException.ThrowIfNull(model);
        HashSet<string> nodes = [.. targets.Select(target => target.Node)];
        return [.. model.Proto.Graph.Node.Where(node => nodes.Contains(node.Name)).Select(node => node.Input[1])
            .Distinct(StringComparer.Ordinal)];
    }

    /// <summary>How many numbers weights hold.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">The names of the weights.</param>
    /// <returns>The count.</returns>
    public static long Count(OnnxModel model, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(names);
        Dictionary<string, TensorProto> tensors = Tensors(model);
        return names.Sum(name => TensorData.Count(tensors[name].Dims));
    }

    private static Dictionary<string, TensorProto> Tensors(OnnxModel model) =>
        model.Proto.Graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    private static string[] Uses(OnnxModel model, NodeProto[] nodes)
    {
        HashSet<string> trainable = [.. model.TrainableNames];
        return [.. nodes.SelectMany(node => node.Input).Where(trainable.Contains).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The nodes that a tensor depends on, in the graph's order.</summary>
    private static NodeProto[] Reaching(OnnxModel model, string output)
    {
        HashSet<string> wanted = [output];
        List<NodeProto> nodes = [];
        foreach (NodeProto node in model.Proto.Graph.Node.Reverse())
        {
            if (node.Output.Any(wanted.Contains))
            {
                nodes.Add(node);
                wanted.UnionWith(node.Input);
            }
        }

        nodes.Reverse();
        return [.. nodes];
    }
}
