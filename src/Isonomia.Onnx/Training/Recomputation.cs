namespace Isonomia.Onnx;

/// <summary>Lets the backward pass read activations that are computed again instead of kept: the forward pass is cut
/// where little flows, what crosses a cut is kept, and the rest of a segment is computed a second time when its
/// gradient arrives.</summary>
/// <remarks>
/// <para>Source: Chen et al., Training Deep Nets with Sublinear Memory Cost, arXiv:1604.06174, algorithm 2; about √n
/// segments of n nodes. Deviation: the cuts are moved to where the fewest bytes cross.</para>
/// <para>The runtime merges equal nodes and would undo it. So what a segment starts from is first added to 0 times a
/// number of the arriving gradient: the second computation differs from the first and cannot begin earlier.</para>
/// </remarks>
internal sealed class Recomputation
{
    private readonly NodeWriter _writer;
    private readonly NodeProto[] _forward;
    private readonly List<NodeProto> _backward;
    private readonly HashSet<string> _given;
    private readonly Dictionary<string, int> _makers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _lastUses = new(StringComparer.Ordinal);
    private readonly int[] _segments;

    private Recomputation(NodeWriter writer, int forwardCount, IReadOnlyCollection<string> given)
    {
        _writer = writer;
        _forward = [.. writer.Graph.Node.Take(forwardCount)];
        _backward = [.. writer.Graph.Node.Skip(forwardCount)];
        _given = [.. given];
        for (int i = 0; i < forwardCount; i++)
        {
            // What follows from weights alone is as good as a weight.
            if (!GraphCheck.Needs(_forward[i]).Any(name => _given.Contains(name) || _makers.ContainsKey(name)))
            {
                continue;
            }

            foreach (string output in _forward[i].Output.Where(output => output.Length > 0))
            {
                _makers[output] = i;
            }

            foreach (string input in GraphCheck.Needs(_forward[i]).Where(_makers.ContainsKey))
            {
                _lastUses[input] = i;
            }
        }

        _segments = Segments();
    }

    /// <summary>Changes the backward pass of a graph.</summary>
    /// <param name="writer">The graph; its first nodes are the forward pass.</param>
    /// <param name="forwardCount">How many.</param>
    /// <param name="given">The inputs that come with the batch.</param>
    internal static void Apply(NodeWriter writer, int forwardCount, IReadOnlyCollection<string> given)
    {
        Recomputation all = new(writer, forwardCount, given);
        for (int segment = all._segments.Length == 0 ? -1 : all._segments[^1] - 1; segment >= 0; segment--)
        {
            all.Again(segment);
        }

        writer.Graph.Node.Clear();
        writer.Graph.Node.Add(all._forward);
        writer.Graph.Node.Add(all._backward);
    }

    private long Bytes(string tensor) => _writer.Facts.Shapes.TryGetValue(tensor, out long[]? shape)
        ? sizeof(float) * TensorData.Count(shape) : 0;

    /// <summary>The segment of every forward node.</summary>
    private int[] Segments()
    {
        int count = _forward.Length;
        HashSet<string> read = [.. _backward.SelectMany(node => node.Input)];
        long[] kept = new long[count];
        long[] crossing = new long[count];
        foreach ((string tensor, int maker) in _makers)
        {
            kept[maker] += read.Contains(tensor) ? Bytes(tensor) : 0;
            for (int i = maker; i < _lastUses.GetValueOrDefault(tensor, maker); i++)
            {
                crossing[i] += Bytes(tensor);
            }
        }

        double all = kept.Sum();
        int segmentCount = (int)Math.Ceiling(Math.Sqrt(_makers.Values.Distinct().Count()));
        int[] best = new int[segmentCount];
        Array.Fill(best, -1);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += kept[i];

            // The cut after the share j of all bytes lies between the shares j − 1/2 and j + 1/2.
            int cut = (int)Math.Round(sum / Math.Max(1, all) * segmentCount);
            if (cut > 0 && cut < segmentCount && (best[cut] < 0 || crossing[i] < crossing[best[cut]]))
            {
                best[cut] = i;
            }
        }

        int[] segments = new int[count];
        for (int i = 1; i < count; i++)
        {
            segments[i] = segments[i - 1] + (Array.IndexOf(best, i - 1) > 0 ? 1 : 0);
        }

        return segments;
    }

    /// <summary>Whether a tensor is made in a segment and is used there alone.</summary>
    private bool IsInside(string tensor, int segment) => _makers.TryGetValue(tensor, out int maker)
        && _segments[maker] == segment && _segments[_lastUses.GetValueOrDefault(tensor, maker)] == segment;

    private void Again(int segment)
    {
        HashSet<string> late = Late();
        int first = _backward.FindIndex(node => node.Input.Any(input => IsInside(input, segment)));
        int place = first < 1 ? -1
            : _backward.FindLastIndex(first - 1, node => late.Contains(node.Output[0])
                && _writer.Facts.Types[node.Output[0]] == TensorProto.Types.DataType.Float);
        if (place < 0)
        {
            return;
        }

        int end = _writer.Graph.Node.Count;
        Value zero = Zero(_writer[_backward[place].Output[0]]);
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (string wanted in _backward.SelectMany(node => node.Input).Where(input => IsInside(input, segment))
            .Distinct(StringComparer.Ordinal).ToArray())
        {
            Copy(wanted, segment, zero, names);
        }

        foreach (NodeProto node in _backward)
        {
            for (int i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = IsInside(node.Input[i], segment) ? names[node.Input[i]] : node.Input[i];
            }
        }

        _backward.InsertRange(place + 1, _writer.Graph.Node.Skip(end));
    }

    /// <summary>What of the backward pass depends on the end of the forward pass: gradients that have
    /// arrived.</summary>
    private HashSet<string> Late()
    {
        int last = _segments[^1];
        HashSet<string> late = [.. _makers.Where(entry => _segments[entry.Value] == last).Select(entry => entry.Key)];
        foreach (NodeProto node in _backward.Where(node => node.Input.Any(late.Contains)))
        {
            late.UnionWith(node.Output);
        }

        return late;
    }

    private Value Zero(Value gradient) =>
        _writer.Slice(gradient.Reshape(gradient.Count), 0, 0, 1).Reshape([]) * 0;

    /// <summary>Writes the nodes that make a tensor of a segment once more.</summary>
    private string Copy(string tensor, int segment, Value zero, Dictionary<string, string> names)
    {
        if (names.TryGetValue(tensor, out string? known))
        {
            return known;
        }

        bool moves = _makers.TryGetValue(tensor, out int maker);
        if (!moves || _segments[maker] != segment || !IsInside(tensor, segment))
        {
            bool isTied = (moves || _given.Contains(tensor))
                && _writer.Facts.Types[tensor] == TensorProto.Types.DataType.Float;
            return names[tensor] = isTied ? (_writer[tensor] + zero).Name : tensor;
        }

        NodeProto node = _forward[maker].Clone();
        for (int i = 0; i < node.Input.Count; i++)
        {
            node.Input[i] = node.Input[i].Length == 0 ? string.Empty : Copy(node.Input[i], segment, zero, names);
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            string output = node.Output[i];
            if (output.Length > 0)
            {
                node.Output[i] = names[output] = $"{output}/again";
                if (_writer.Facts.Shapes.TryGetValue(output, out long[]? shape))
                {
                    _writer.Facts.Set(node.Output[i], _writer.Facts.Types[output], shape);
                }
            }
        }

        node.Name = $"{node.Name}/again";
        _writer.Graph.Node.Add(node);
        return names[tensor];
    }
}
