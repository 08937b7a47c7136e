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
    /// <param name="trained">The weights that change, and weights or results of nodes that count as if they did.
    /// </param>
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
        int first = Array.FindIndex(nodes, node => GraphCheck.Needs(node).Concat(node.Output).Any(weights.Contains));
        if (first < 0)
        {
            throw new ArgumentException($"'{output}' depends on none of the trained weights.", nameof(trained));
        }

        Crossing[] spans = Spans(nodes, inputs, output);
        long?[] sizes = Sizes(spans, facts, rows, first);
        int best = 0;
        for (int place = first; place > 0; place--)
        {
            if (sizes[place] is { } size && (best == 0 || 2 * size < sizes[best]))
            {
                best = place;
            }
        }

        // The inputs themselves, where they are much smaller than anything after them.
        best = best > 0 && 2 * sizes[0] < sizes[best] ? 0 : best;
        string[] live = best == 0 ? inputs
            : [.. spans.Where(span => span.Crosses(best)).Select(span => span.Name).Order(StringComparer.Ordinal)];
        return new FrozenPrefix(
            shapes, weights,
            [.. live.Select(name => new OnnxValueInfo(
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

    /// <summary>The same cut for batches of fewer rows.</summary>
    /// <param name="count">How many parts of equally many rows a batch is taken in; it divides the rows.</param>
    /// <returns>The cut for one part.</returns>
    public FrozenPrefix InParts(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new FrozenPrefix(
            _shapes.ToDictionary(
                entry => entry.Key, IReadOnlyList<long> (entry) => [entry.Value[0] / count, .. entry.Value.Skip(1)]),
            _trained,
            [.. Frontier.Select(tensor => tensor with { Shape = [tensor.Shape[0] / count, .. tensor.Shape.Skip(1)] })]);
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

    /// <summary>The tensors that depend on the inputs: from which place on they are there, and until which they are
    /// read.</summary>
    private static Crossing[] Spans(NodeProto[] nodes, string[] inputs, string output)
    {
        Dictionary<string, (int From, int To)> places = inputs.ToDictionary(
            name => name, _ => (0, -1), StringComparer.Ordinal);
        for (int place = 0; place < nodes.Length; place++)
        {
            bool depends = false;
            foreach (string name in GraphCheck.Needs(nodes[place]))
            {
                if (places.TryGetValue(name, out (int From, int To) own))
                {
                    places[name] = own with { To = place };
                    depends = true;
                }
            }

            foreach (string name in nodes[place].Output.Where(name => depends && name.Length > 0))
            {
                places[name] = (place + 1, name == output ? nodes.Length : -1);
            }
        }

        return [.. places.Select(entry => new Crossing(entry.Key, entry.Value.From, entry.Value.To))];
    }

    /// <summary>Numbers a row that cross each place, or null where something cannot be kept row by row.</summary>
    private static long?[] Sizes(Crossing[] spans, GraphFacts facts, long rows, int last)
    {
        long?[] sizes = new long?[last + 1];
        Array.Fill(sizes, 0);
        foreach (Crossing span in spans)
        {
            long? size = facts.Shapes.TryGetValue(span.Name, out long[]? shape) && shape.Length > 0
                && shape[0] % rows == 0 && facts.Types[span.Name] == TensorProto.Types.DataType.Float
                ? TensorData.Count(shape) / rows : null;
            for (int place = span.From; place <= Math.Min(span.To, last); place++)
            {
                sizes[place] += size;
            }
        }

        return sizes;
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

    /// <summary>A tensor that is there from before the node of a place on and read until the node of another.</summary>
    private sealed record Crossing(string Name, int From, int To)
    {
        internal bool Crosses(int place) => From <= place && place <= To;
    }
}
