namespace Isonomia.Onnx;

/// <summary>Reverse-mode differentiation of a graph: walks its nodes backwards from the loss and lets each operator's
/// rule write how the gradient goes on.</summary>
/// <remarks>Only nodes that lie between a wanted tensor and the loss are visited; no other needs a rule. Source:
/// Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 3.</remarks>
internal sealed class ReverseMode
{
    private readonly Dictionary<string, List<Part>> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> _totals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    internal ReverseMode(NodeWriter writer, string path) => (Writer, Path) = (writer, path);

    internal NodeWriter Writer { get; }

    internal string Path { get; }

    /// <summary>Writes the gradients of a scalar with respect to tensors.</summary>
    /// <param name="loss">The scalar.</param>
    /// <param name="wanted">The tensors.</param>
    /// <returns>Per tensor its gradient, or null where it does not reach the scalar.</returns>
    internal Dictionary<string, Value?> Run(Value loss, IReadOnlyCollection<string> wanted)
    {
        NodeProto[] nodes = [.. Writer.Graph.Node];
        Reach(nodes, wanted);
        HashSet<string> useful = [loss.Name];
        foreach (NodeProto node in nodes.Reverse())
        {
            if (node.Output.Any(useful.Contains))
            {
                useful.UnionWith(GraphCheck.Needs(node));
            }
        }

        _parts[loss.Name] = [new Part(Writer.Scalar(1, loss.Type).Reshape(loss.Shape), -1, 0)];
        foreach (NodeProto node in nodes.Reverse())
        {
            if (node.Output.Any(output => useful.Contains(output) && _parts.ContainsKey(output))
                && GraphCheck.Needs(node).Any(_reached.Contains))
            {
                Visit(node);
            }
        }

        return wanted.Distinct(StringComparer.Ordinal).ToDictionary(name => name, Total, StringComparer.Ordinal);
    }

    internal bool IsReached(string tensor) => _reached.Contains(tensor);

    /// <summary>The gradient of a tensor, all its uses together; to be asked for after all of them were
    /// visited.</summary>
    internal Value? Total(string tensor)
    {
        if (_totals.TryGetValue(tensor, out Value? total))
        {
            return total;
        }

        if (!_parts.TryGetValue(tensor, out List<Part>? parts))
        {
            return null;
        }

        return _totals[tensor] = Together(Writer[tensor].Shape, parts);
    }

    internal void Give(string tensor, Value gradient, int axis = -1, long start = 0)
    {
        if (!_parts.TryGetValue(tensor, out List<Part>? parts))
        {
            _parts[tensor] = parts = [];
        }

        parts.Add(new Part(gradient, axis, start));
    }

    /// <summary>Finds what depends on the wanted tensors in a way that a derivative can see.</summary>
    private void Reach(NodeProto[] nodes, IEnumerable<string> wanted)
    {
        _reached.UnionWith(wanted);
        foreach (NodeProto node in nodes)
        {
            if (GraphCheck.Needs(node).Any(_reached.Contains)
                && !(OperatorRule.All.TryGet(node.OpType, out OperatorRule? rule) && rule.Backward is null))
            {
                // What is no tensor (a sequence) counts as reached, so that it is refused and not passed over.
                _reached.UnionWith(node.Output.Where(output => output.Length > 0
                    && (!Writer.Facts.Types.TryGetValue(output, out TensorProto.Types.DataType type)
                        || TensorData.IsReal(type))));
            }
        }
    }

    private void Visit(NodeProto node)
    {
        GradientContext context = new(this, node);
        if (FusedKernel.WriteGradient(context))
        {
            return;
        }

        if (ControlFlow.IsControl(node))
        {
            throw context.Unsupported(
                "what it runs depends on what the model is given; a condition or count that follows from shapes was "
                + "expected");
        }

        if (node.Domain is not ("" or "ai.onnx") || !OperatorRule.All.TryGet(node.OpType, out OperatorRule? rule))
        {
            throw context.Unsupported(
                $"the operator '{(node.Domain.Length > 0 ? node.Domain + "." : string.Empty)}{node.OpType}' has no "
                + "gradient rule");
        }

        rule.Backward?.Invoke(context);
    }

    private Value Together(long[] shape, List<Part> parts)
    {
        List<Value> whole = [.. parts.Where(part => part.Axis < 0).Select(part => part.Gradient)];
        foreach (IGrouping<int, Part> group in parts.Where(part => part.Axis >= 0).GroupBy(part => part.Axis))
        {
            whole.AddRange(Placed(shape, group.Key, [.. group.OrderBy(part => part.Start)]));
        }

        return Writer.SumOf(whole);
    }

    /// <summary>Gradients of ranges: side by side where they touch, with zeros around them otherwise.</summary>
    private IEnumerable<Value> Placed(long[] shape, int axis, Part[] parts)
    {
        List<Part> runs = [];
        List<Value> touching = [];
        for (int i = 0; i < parts.Length; i++)
        {
            touching.Add(parts[i].Gradient);
            long end = parts[i].Start + parts[i].Gradient.Shape[axis];
            if (i + 1 == parts.Length || parts[i + 1].Start != end)
            {
                Value joined = Writer.Concat([.. touching], axis);
                runs.Add(new Part(joined, axis, end - joined.Shape[axis]));
                touching.Clear();
            }
        }

        foreach (Part run in runs)
        {
            long[] before = new long[shape.Length];
            long[] after = new long[shape.Length];
            before[axis] = run.Start;
            after[axis] = shape[axis] - run.Start - run.Gradient.Shape[axis];
            yield return Writer.Pad(run.Gradient, before, after);
        }
    }

    private sealed record Part(Value Gradient, int Axis, long Start);
}
