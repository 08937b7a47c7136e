namespace Isonomia.Onnx;

/// <summary>Writes the squared norm of every row's gradient without writing the gradients: from a layer's input and the
/// gradient of its output.</summary>
/// <remarks>
/// <para>Sources: Goodfellow, arXiv:1510.01799 (one position); Li et al., ICLR 2022, section 4 (several positions):
/// ‖Σ_t x_t g_tᵀ‖² = Σ_tu (x_t·x_u)(g_t·g_u). Where the products of positions would be more than the numbers of the
/// weights, each row's gradient is written instead.</para>
/// <para>Rows must not mix on the way to the loss, and lie first on the first axis; <see cref="RowNorms"/> checks both
/// by taking rows one at a time.</para>
/// </remarks>
internal sealed class GhostNorms
{
    private readonly NodeWriter _writer;
    private readonly long _rows;

    private GhostNorms(NodeWriter writer, long rows) => (_writer, _rows) = (writer, rows);

    /// <summary>Writes the squared norms, shape [rows].</summary>
    /// <param name="writer">The graph, with forward pass and loss.</param>
    /// <param name="path">The model's path, for messages.</param>
    /// <param name="loss">The sum of the rows' losses.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="parameters">The weights.</param>
    /// <returns>The squared norms, or null where a weight is used in a way that has no rule.</returns>
    internal static Value? Write(
        NodeWriter writer, string path, Value loss, long rows, IReadOnlyCollection<string> parameters)
    {
        List<(string Parameter, NodeProto Node, int Input)> uses = [];
        HashSet<string> read = [.. writer.Graph.Node.SelectMany(node => node.Input)];
        foreach (string parameter in parameters.Where(read.Contains))
        {
            if (UseOf(writer.Graph, parameter) is not { } use)
            {
                return null;
            }

            uses.Add((parameter, use.Node, use.Input));
        }

        Dictionary<string, Value?> gradients =
            new ReverseMode(writer, path).Run(loss, [.. uses.Select(use => use.Node.Output[0]).Distinct()]);
        GhostNorms norms = new(writer, rows);
        List<Value> squares = [];
        foreach ((string parameter, NodeProto node, int input) in uses)
        {
            if (gradients[node.Output[0]] is not { } gradient)
            {
                continue;
            }

            if (norms.Square(node, input, writer[parameter].Shape, gradient) is not { } square)
            {
                return null;
            }

            squares.Add(square);
        }

        return squares.Count == 0 ? null : writer.SumOf(squares);
    }

    /// <summary>The one place where a weight is used, seen through transpositions; null where there are more.</summary>
    private static (NodeProto Node, int Input)? UseOf(GraphProto graph, string tensor)
    {
        (NodeProto Node, int Input)[] uses = [.. graph.Node.SelectMany(node =>
            node.Input.Index().Where(entry => entry.Item == tensor).Select(entry => (node, entry.Index)))];
        return uses.Length != 1 ? null
            : uses[0].Node.OpType is "Transpose" or "Identity" ? UseOf(graph, uses[0].Node.Output[0]) : uses[0];
    }

    private Value? Square(NodeProto node, int input, long[] shape, Value gradient)
    {
        double factor = Real(node, input == 2 ? "beta" : "alpha");
        return (node.OpType, input) switch
        {
            ("MatMul", 1) when shape.Length == 2 => Product(node, gradient),
            ("Gemm", 1) when Integer(node, "transA", 0) == 0 =>
                Product(node, gradient) is { } square ? square * (factor * factor) : null,
            ("Gemm", 2) => Broadcast(gradient * factor, shape),
            ("Add", _) or ("Sub", _) => Broadcast(gradient, shape),
            ("Expand", 0) => Broadcast(gradient, shape),
            ("Mul", _) => Broadcast(gradient * _writer[node.Input[1 - input]], shape),
            ("LayerNormalization", 1) => Broadcast(gradient * Normalized(node), shape),
            ("LayerNormalization", 2) => Broadcast(gradient, shape),
            ("Conv", 1) when IsPointwise(node, shape) => Pointwise(node, gradient),
            ("Conv", 1) when IsPatches(node, shape) => Patches(node, shape, gradient),
            ("Conv", 2) => Broadcast(gradient, [shape[0], .. Enumerable.Repeat(1L, gradient.Rank - 2)]),
            _ => null,
        };
    }

    private static bool IsPointwise(NodeProto node, long[] shape) => shape.Skip(2).All(size => size == 1)
        && Integer(node, "group", 1) == 1 && node.Attribute.All(attribute =>
            attribute.Name is not ("pads" or "strides") || attribute.Ints.All(
                size => size == (attribute.Name == "pads" ? 0 : 1)));

    /// <summary>Whether windows of two axes lie side by side and cover everything: how pictures become
    /// patches.</summary>
    private bool IsPatches(NodeProto node, long[] shape)
    {
        long[] image = _writer[node.Input[0]].Shape;
        long[] Ints(string name) => [.. node.Attribute.FirstOrDefault(entry => entry.Name == name)?.Ints ?? []];
        return shape.Length == 4 && Integer(node, "group", 1) == 1 && Ints("pads").All(size => size == 0)
            && Ints("dilations").All(size => size == 1) && Ints("strides").SequenceEqual(shape[2..])
            && image[2] % shape[2] == 0 && image[3] % shape[3] == 0;
    }

    private Value? Patches(NodeProto node, long[] shape, Value gradient)
    {
        Value x = _writer[node.Input[0]];
        if (x.Shape[0] != _rows)
        {
            return null;
        }

        (long height, long width) = (shape[2], shape[3]);
        (long down, long across) = (x.Shape[2] / height, x.Shape[3] / width);
        Value patches = x.Reshape(_rows, x.Shape[1], down, height, across, width).Transpose(0, 2, 4, 1, 3, 5)
            .Reshape(_rows, down * across, x.Shape[1] * height * width);
        return Together(patches, _writer.Turned(gradient.Reshape(_rows, gradient.Shape[1], down * across)));
    }

    private Value? Product(NodeProto node, Value gradient)
    {
        Value x = _writer[node.Input[0]];
        if (x.Rank < 2 || x.Shape[0] % _rows != 0 || gradient.Shape[0] % _rows != 0)
        {
            return null;
        }

        (long wide, long narrow) = (x.Shape[^1], gradient.Shape[^1]);
        return Together(
            x.Reshape(_rows, x.Count / _rows / wide, wide),
            gradient.Reshape(_rows, gradient.Count / _rows / narrow, narrow));
    }

    private Value? Pointwise(NodeProto node, Value gradient)
    {
        Value x = _writer[node.Input[0]];
        if (x.Shape[0] != _rows)
        {
            return null;
        }

        long places = x.Count / _rows / x.Shape[1];
        return Together(
            _writer.Turned(x.Reshape(_rows, x.Shape[1], places)),
            _writer.Turned(gradient.Reshape(_rows, gradient.Shape[1], places)));
    }

    /// <summary>The squared norm of Σ_t x_t g_tᵀ for inputs [n, t, in] and gradients [n, t, out].</summary>
    private Value Together(Value x, Value gradient)
    {
        (long places, long wide, long narrow) = (x.Shape[1], x.Shape[2], gradient.Shape[2]);
        if (places == 1)
        {
            return RowSquare(x) * RowSquare(gradient);
        }

        if (places * places > wide * narrow)
        {
            return RowSquare(_writer.Turned(x).MatMul(gradient));
        }

        return (x.MatMul(_writer.Turned(x)) * gradient.MatMul(_writer.Turned(gradient))).Sum([1, 2], keep: false);
    }

    private Value RowSquare(Value value) =>
        (value * value).Sum([.. Enumerable.Range(1, value.Rank - 1).Select(axis => (long)axis)], keep: false);

    /// <summary>The squared norm a row of the gradient of a weight that was repeated along axes.</summary>
    private Value? Broadcast(Value gradient, long[] shape)
    {
        int extra = gradient.Rank - shape.Length;
        if (gradient.Rank == 0 || gradient.Shape[0] % _rows != 0 || extra < 0 || (extra == 0 && shape[0] != 1))
        {
            return null;
        }

        // Rows that share the first axis with something else get an axis of their own.
        Value apart = gradient.Reshape([_rows, gradient.Shape[0] / _rows, .. gradient.Shape.Skip(1)]);
        List<long> axes = [1];
        for (int i = 1; i < gradient.Rank; i++)
        {
            if (i < extra || (shape[i - extra] == 1 && gradient.Shape[i] != 1))
            {
                axes.Add(i + 1);
            }
        }

        return RowSquare(apart.Sum(axes));
    }

    private Value Normalized(NodeProto node)
    {
        Value x = _writer[node.Input[0]];
        long axis = Integer(node, "axis", -1);
        axis = axis < 0 ? axis + x.Rank : axis;
        long[] axes = [.. Enumerable.Range((int)axis, x.Rank - (int)axis).Select(entry => (long)entry)];
        Value apart = x - x.Mean(axes);
        double epsilon = node.Attribute.FirstOrDefault(entry => entry.Name == "epsilon")?.F ?? 1e-5f;
        return apart / ((apart * apart).Mean(axes) + epsilon).Apply("Sqrt");
    }

    private static double Real(NodeProto node, string name) =>
        node.OpType != "Gemm" ? 1 : node.Attribute.FirstOrDefault(entry => entry.Name == name)?.F ?? 1;

    private static long Integer(NodeProto node, string name, long otherwise) =>
        node.Attribute.FirstOrDefault(entry => entry.Name == name)?.I ?? otherwise;
}
