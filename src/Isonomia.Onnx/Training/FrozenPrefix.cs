namespace Isonomia.Onnx;

/// <summary>The part of a model that no trained weight reaches, cut off so that it runs once a row and not once a step.
/// </summary>
/// <remarks>The sorted graph is cut before its first node that reads a trained weight, or earlier where less than half
/// as many numbers cross the cut: then fewer numbers are kept for every row, and the nodes between run with every step.
/// A cut counts only where all that crosses it are float32 tensors whose first axis is the batch's rows or a multiple
/// of them.</remarks>
public sealed class FrozenPrefix
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<long>> _shapes;
    private readonly string[] _trained;

    private FrozenPrefix(
        IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string[] trained,
        IReadOnlyList<OnnxValueInfo> frontier) => (_shapes, _trained, Frontier) = (shapes, trained, frontier);

    /// <summary>The tensors that cross the cut, with their shapes for a batch.</summary>
    public IReadOnlyList<OnnxValueInfo> Frontier { get; }

    /// <summary>Whether nothing is cut off: what crosses are the model's inputs.</summary>
    public bool IsEmpty => Frontier.All(tensor => _shapes.ContainsKey(tensor.Name));

    /// <summary>Finds the cut.</summary>
    /// <param name="model">The model.</param>
    /// <param name="shapes">The shape of every input, the rows of a batch first.</param>
    /// <param name="trained">The weights that change, and others that count as if they did.</param>
    /// <param name="output">The tensor that training needs.</param>
    /// <returns>The cut.</returns>
    /// <exception cref="ModelException">The model cannot be made ready for training.</exception>
    public static FrozenPrefix Find(
        OnnxModel model, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, IReadOnlyCollection<string> trained,
        string output)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(trained);
        string[] weights = [.. trained.Distinct(StringComparer.Ordinal)];
        var prepared = PreparedGraph.Of(model, shapes, weights, [output]);
        NodeProto[] nodes = [.. prepared.Model.Graph.Node];
        string[] inputs = [.. prepared.Model.Graph.Input.Select(input => input.Name)];
        GraphFacts facts = prepared.Writer.Facts;
        long rows = shapes.Values.First()[0];
        int first = Array.FindIndex(nodes, node => GraphCheck.Needs(node).Any(weights.Contains));
        (string[] best, long least) = (inputs, long.MaxValue);
        for (int place = first; place > 0; place--)
        {
            string[] live = Crossing(nodes, place, inputs, output);
            if (Size(live, facts, rows) is { } size && (least == long.MaxValue || 2 * size < least))
            {
                (best, least) = (live, size);
            }
        }

        // The inputs themselves, where they are much smaller than anything after them.
        if (Size(inputs, facts, rows) is { } given && least != long.MaxValue && 2 * given < least)
        {
            best = inputs;
        }

        return new FrozenPrefix(
            shapes, weights,
            [.. best.Select(name => new OnnxValueInfo(
                name, "float", [.. facts.Shapes[name].Select(length => (long?)length)]))]);
    }

    /// <summary>No cut: the model's inputs enter the trained part.</summary>
    /// <param name="shapes">The shape of every input, the rows of a batch first.</param>
    /// <param name="trained">The weights that change, and others that count as if they did.</param>
    /// <returns>The empty prefix.</returns>
    public static FrozenPrefix Empty(
        IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, IReadOnlyCollection<string> trained)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(trained);
        return new FrozenPrefix(
            shapes, [.. trained],
            [.. shapes.Select(input => new OnnxValueInfo(
                input.Key, "float", [.. input.Value.Select(length => (long?)length)]))]);
    }

    /// <summary>Whether what crosses the cut can be kept row by row: a batch in reverse order gives the rows in reverse
    /// order.</summary>
    /// <remarks>A tensor that mixes rows, or has them along another axis, would silently train on other rows'
    /// numbers.</remarks>
    /// <param name="model">The model that the cut was found in, of one input.</param>
    /// <param name="batch">A batch of different rows.</param>
    /// <param name="settings">Threads and device.</param>
    /// <returns>Whether it can.</returns>
    public bool KeepsRows(OnnxModel model, float[] batch, OnnxSessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (IsEmpty)
        {
            return true;
        }

        (string name, IReadOnlyList<long> shape) = _shapes.First();
        int rows = (int)shape[0];
        string[] inner = [.. Frontier.Select(tensor => tensor.Name).Where(one => !_shapes.ContainsKey(one))];
        using var session = OnnxSession.Open(Before(model), settings);
        IReadOnlyList<OnnxTensor> first = session.Run(new OnnxTensor(name, shape, batch), inner);
        IReadOnlyList<OnnxTensor> second = session.Run(new OnnxTensor(name, shape, Reversed(batch, rows)), inner);
        return first.Zip(second).All(pair => AreClose(pair.First.Values, Reversed(pair.Second.Values, rows)));
    }

    /// <summary>The model before the cut.</summary>
    /// <param name="model">The model that the cut was found in.</param>
    /// <param name="also">Further tensors to give out.</param>
    /// <returns>A model whose outputs are the tensors that cross the cut, then the others.</returns>
    public OnnxModel Before(OnnxModel model, params IReadOnlyList<string> also)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(also);
        string[] inner = [.. Frontier.Select(tensor => tensor.Name).Where(name => !_shapes.ContainsKey(name))];
        string[] outputs = [.. inner.Concat(also).Distinct(StringComparer.Ordinal)];
        var prepared = PreparedGraph.Of(model, _shapes, [], outputs);
        return Named(prepared, outputs, model.Path);
    }

    /// <summary>The model after the cut.</summary>
    /// <param name="model">The model that the cut was found in, or one that differs after the cut alone.</param>
    /// <param name="outputs">The tensors to give out.</param>
    /// <returns>A model whose inputs are the tensors that cross the cut.</returns>
    public OnnxModel After(OnnxModel model, params IReadOnlyList<string> outputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(outputs);
        HashSet<string> held = [.. model.Proto.Graph.Initializer.Select(tensor => tensor.Name)];
        var prepared = PreparedGraph.Of(model, _shapes, [.. _trained.Where(held.Contains)], outputs);
        GraphProto graph = prepared.Model.Graph;
        HashSet<string> cut = [.. Frontier.Select(tensor => tensor.Name)];
        foreach (NodeProto node in graph.Node.Where(node => node.Output.Any(cut.Contains)).ToArray())
        {
            graph.Node.Remove(node);
        }

        graph.Input.Clear();
        graph.Input.Add(Frontier.Select(tensor => NodeWriter.ValueInfo(
            tensor.Name, TensorProto.Types.DataType.Float, tensor.Shape.Select(size => size!.Value))));
        return Named(prepared, outputs, model.Path);
    }

    private static OnnxModel Named(PreparedGraph prepared, IReadOnlyList<string> outputs, string path)
    {
        GraphProto graph = prepared.Model.Graph;
        GraphFacts facts = prepared.Writer.Facts;
        graph.Output.Clear();
        graph.Output.Add(outputs.Select(name => facts.Shapes.TryGetValue(name, out long[]? shape)
            ? NodeWriter.ValueInfo(name, facts.Types[name], shape) : new ValueInfoProto { Name = name }));
        GraphPruning.Apply(graph);
        return OnnxModel.Of(prepared.Model, path);
    }

    /// <summary>What is made of the inputs before a place and read from it on.</summary>
    private static string[] Crossing(NodeProto[] nodes, int place, string[] inputs, string output)
    {
        HashSet<string> made = [.. inputs];
        foreach (NodeProto node in nodes.Take(place))
        {
            if (GraphCheck.Needs(node).Any(made.Contains))
            {
                made.UnionWith(node.Output);
            }
        }

        HashSet<string> read = [.. nodes.Skip(place).SelectMany(GraphCheck.Needs), output];
        return [.. made.Where(name => name.Length > 0 && read.Contains(name)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Numbers a row, or null where something cannot be kept row by row.</summary>
    private static long? Size(string[] names, GraphFacts facts, long rows)
    {
        long size = 0;
        foreach (string name in names)
        {
            if (!facts.Shapes.TryGetValue(name, out long[]? shape) || shape.Length == 0 || shape[0] % rows != 0
                || facts.Types[name] != TensorProto.Types.DataType.Float)
            {
                return null;
            }

            size += TensorData.Count(shape) / rows;
        }

        return size;
    }

    private static float[] Reversed(float[] values, int rows)
    {
        int length = values.Length / rows;
        float[] turned = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            values.AsSpan(row * length, length).CopyTo(turned.AsSpan((rows - 1 - row) * length));
        }

        return turned;
    }

    /// <summary>Within what another order of sums does to single precision.</summary>
    private static bool AreClose(float[] first, float[] second)
    {
        double largest = first.Length == 0 ? 0 : first.Max(MathF.Abs);
        for (int i = 0; i < first.Length; i++)
        {
            if (!(Math.Abs((double)first[i] - second[i]) <= 1e-4 * largest))
            {
                return false;
            }
        }

        return true;
    }
}
