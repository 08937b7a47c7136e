namespace Isonomia.Onnx;

/// <summary>Frozen weights in 8 or 4 bits a number, turned back into float32 where they are used: low-rank adapters on
/// such a model are QLoRA.</summary>
/// <remarks>
/// <para>Source: Dettmers et al., NeurIPS 2023, section 3: blocks of 64 numbers, each divided by its largest absolute
/// value. 4 bits are NormalFloat4 (appendix E, table of levels), 8 bits are −127 to 127 in even steps. Deviation: the
/// scales stay float32 (no double quantization).</para>
/// <para>Quantizing what was rounded gives the same numbers, so adapters are best inserted on
/// <see cref="Round"/>: what <see cref="LowRankAdapters.Merge"/> then gives is the trained model without loss.</para>
/// </remarks>
public static class WeightQuantization
{
    private const int Block = 64;
    private const string Levels = "nf4/levels";

    private static readonly float[] NormalFloat4 =
    [
        -1.0f, -0.6961928009986877f, -0.5250730514526367f, -0.39491748809814453f, -0.28444138169288635f,
        -0.18477343022823334f, -0.09105003625154495f, 0.0f, 0.07958029955625534f, 0.16093020141124725f,
        0.24611230194568634f, 0.33791524171829224f, 0.44070982933044434f, 0.5626170039176941f, 0.7229568362236023f,
        1.0f,
    ];

    /// <summary>Quantizes weights.</summary>
    /// <param name="model">The model, of operator set 13 or later; it is not changed.</param>
    /// <param name="weights">Float32 weights that stay as they are in training.</param>
    /// <param name="bits">8 or 4.</param>
    /// <returns>A model that gives the same as <see cref="Round"/> of it, with codes and scales in place of the
    /// weights.</returns>
    /// <exception cref="ArgumentException">There are no such weights, or bits of another number.</exception>
    /// <exception cref="ModelException">The model's operator set is too old.</exception>
    public static OnnxModel Apply(OnnxModel model, IReadOnlyList<string> weights, int bits)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require(model, weights, bits);
        if ((model.Proto.OpsetImport.FirstOrDefault(set => set.Domain.Length == 0)?.Version ?? 1) < 13)
        {
            throw new ModelException(model.Path, "its operator set is older than 13; quantized weights need 13");
        }

        ModelProto copy = new(model.Proto);
        List<NodeProto> nodes = [];
        foreach (string name in weights.Distinct(StringComparer.Ordinal))
        {
            TensorProto weight = copy.Graph.Initializer.First(tensor => tensor.Name == name);
            copy.Graph.Initializer.Remove(weight);
            foreach (ValueInfoProto input in copy.Graph.Input.Where(input => input.Name == name).ToArray())
            {
                copy.Graph.Input.Remove(input);
            }

            nodes.AddRange(Write(copy.Graph, weight, bits));
        }

        NodeProto[] rest = [.. copy.Graph.Node];
        copy.Graph.Node.Clear();
        copy.Graph.Node.Add(nodes);
        copy.Graph.Node.Add(rest);
        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Rounds weights to the numbers that quantizing keeps; they stay float32.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="bits">8 or 4.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">There are no such weights, or bits of another number.</exception>
    public static OnnxModel Round(OnnxModel model, IReadOnlyList<string> weights, int bits)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require(model, weights, bits);
        ModelProto copy = new(model.Proto);
        HashSet<string> chosen = [.. weights];
        for (int i = 0; i < copy.Graph.Initializer.Count; i++)
        {
            TensorProto weight = copy.Graph.Initializer[i];
            if (chosen.Contains(weight.Name))
            {
                (byte[] codes, float[] scales) = Codes(weight, bits);
                float[] rounded = new float[TensorData.Count(weight.Dims)];
                for (int j = 0; j < rounded.Length; j++)
                {
                    rounded[j] = scales[j / Block]
                        * (bits == 8 ? (sbyte)codes[j] : NormalFloat4[(codes[j / 2] >> (4 * (j % 2))) & 15]);
                }

                copy.Graph.Initializer[i] = TensorData.Of(weight.Name, rounded, [.. weight.Dims]);
            }
        }

        return OnnxModel.Of(copy, model.Path);
    }

    /// <summary>Lets every reader of quantized weights turn them back on its own and when its other input is there, so
    /// that no float32 copy of the weights outlives one product.</summary>
    internal static void ReadLate(NodeWriter writer)
    {
        GraphProto graph = writer.Graph;
        Dictionary<string, NodeProto> makers = new(StringComparer.Ordinal);
        foreach (NodeProto node in graph.Node.Where(node =>
            node.Name.Contains("/quantized/", StringComparison.Ordinal)))
        {
            makers[node.Output[0]] = node;
        }

        if (makers.Count == 0)
        {
            return;
        }

        NodeProto[] nodes = [.. graph.Node];
        List<NodeProto> all = [];
        int number = 0;
        foreach (NodeProto node in nodes)
        {
            int place = makers.ContainsKey(node.Output[0]) ? -1
                : node.Input.Index().Where(entry => makers.ContainsKey(entry.Item)).Select(entry => entry.Index)
                    .FirstOrDefault(-1);
            string? other = place < 0 ? null : node.Input.FirstOrDefault(name => name.Length > 0
                && name != node.Input[place] && writer.Facts.Types[name] == TensorProto.Types.DataType.Float);
            if (other is not null)
            {
                int before = graph.Node.Count;
                Value value = writer[other];
                Value zero = writer.Slice(value.Reshape(value.Count), 0, 0, 1).Reshape([]) * 0;
                node.Input[place] = Copy(writer, makers, node.Input[place], zero, $"/late{number++}");
                all.AddRange(graph.Node.Skip(before));
            }

            all.Add(node);
        }

        graph.Node.Clear();
        graph.Node.Add(all);

        // Codes that are inputs with a default are no constants that the runtime may turn back ahead of time.
        foreach (TensorProto codes in graph.Initializer.Where(
            tensor => tensor.Name.EndsWith("/quantized/codes", StringComparison.Ordinal)))
        {
            graph.Input.Add(NodeWriter.ValueInfo(
                codes.Name, (TensorProto.Types.DataType)codes.DataType, codes.Dims));
        }
    }

    private static string Copy(
        NodeWriter writer, Dictionary<string, NodeProto> makers, string tensor, Value zero, string suffix)
    {
        NodeProto copy = makers[tensor].Clone();
        for (int i = 0; i < copy.Input.Count; i++)
        {
            if (makers.ContainsKey(copy.Input[i]))
            {
                copy.Input[i] = Copy(writer, makers, copy.Input[i], zero, suffix);
            }
        }

        if (copy.OpType == "DequantizeLinear")
        {
            copy.Input[1] = (writer[copy.Input[1]] + zero).Name;
        }

        copy.Name += suffix;
        copy.Output[0] += suffix;
        writer.Facts.Set(copy.Output[0], writer.Facts.Types[tensor], writer.Facts.Shapes[tensor]);
        writer.Graph.Node.Add(copy);
        return copy.Output[0];
    }

    private static void Require(OnnxModel model, IReadOnlyList<string> weights, int bits)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (bits is not (4 or 8))
        {
            throw new ArgumentException($"Weights were to be kept in {bits} bits; 8 or 4 was expected.", nameof(bits));
        }

        HashSet<string> known = [.. model.Proto.Graph.Initializer.Where(
            tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float && TensorData.Count(tensor.Dims) > 0)
            .Select(tensor => tensor.Name)];
        if (weights.FirstOrDefault(name => !known.Contains(name)) is { } missing)
        {
            throw new ArgumentException($"The model has no float32 weights '{missing}'.", nameof(weights));
        }
    }

    private static IEnumerable<NodeProto> Write(GraphProto graph, TensorProto weight, int bits)
    {
        string name = weight.Name;
        long count = TensorData.Count(weight.Dims);
        (byte[] codes, float[] scales) = Codes(weight, bits);
        long padded = (long)scales.Length * Block;
        NodeProto Node(string type, string output, string[] inputs, params GraphAttribute[] attributes)
        {
            NodeProto node = new() { OpType = type, Name = $"{name}/quantized/{output}" };
            node.Output.Add(output == "weights" ? name : node.Name);
            node.Input.Add(inputs);
            node.Attribute.Add(attributes.Select(attribute => attribute.Proto));
            return node;
        }

        string Constant(string kind, TensorProto tensor)
        {
            tensor.Name = $"{name}/quantized/{kind}";
            graph.Initializer.Add(tensor);
            return tensor.Name;
        }

        string shape = Constant("shape", TensorData.Of(string.Empty, [.. weight.Dims], weight.Dims.Count));
        NodeProto last;
        if (bits == 8)
        {
            string code = Constant("codes", TensorData.Raw(
                string.Empty, TensorProto.Types.DataType.Int8, codes, scales.Length, Block));
            string scale = Constant("scales", TensorData.Of(string.Empty, scales, scales.Length));
            last = Node("DequantizeLinear", "blocks", [code, scale], GraphAttribute.Integer("axis", 0));
            yield return last;
        }
        else
        {
            if (graph.Initializer.All(tensor => tensor.Name != Levels))
            {
                float[] pairs = [.. Enumerable.Range(0, 256).SelectMany(
                    pair => new[] { NormalFloat4[pair & 15], NormalFloat4[pair >> 4] })];
                graph.Initializer.Add(TensorData.Of(Levels, pairs, 256, 2));
            }

            string code = Constant("codes", TensorData.Raw(
                string.Empty, TensorProto.Types.DataType.Uint8, codes, codes.Length));
            string unit = Constant("unit", TensorData.Of(string.Empty, [1f]));
            string blocks = Constant("rows", TensorData.Of(string.Empty, [-1L, Block], 2));
            string scale = Constant("scales", TensorData.Of(string.Empty, scales, scales.Length, 1));

            // Bytes as exact floats, so that this too waits for the unit that a reader ties to its other input.
            NodeProto bytes = Node("DequantizeLinear", "bytes", [code, unit]);
            NodeProto index = Node("Cast", "index", [bytes.Output[0]],
                GraphAttribute.Integer("to", (long)TensorProto.Types.DataType.Int32));
            NodeProto levels = Node("Gather", "levels", [Levels, index.Output[0]], GraphAttribute.Integer("axis", 0));
            NodeProto rows = Node("Reshape", "blocks", [levels.Output[0], blocks]);
            last = Node("Mul", "scaled", [rows.Output[0], scale]);
            yield return bytes;
            yield return index;
            yield return levels;
            yield return rows;
            yield return last;
        }

        if (padded != count)
        {
            string flat = Constant("flat", TensorData.Of(string.Empty, [-1L], 1));
            string from = Constant("from", TensorData.Of(string.Empty, [0L], 1));
            string to = Constant("to", TensorData.Of(string.Empty, [count], 1));
            NodeProto line = Node("Reshape", "line", [last.Output[0], flat]);
            yield return line;
            last = Node("Slice", "used", [line.Output[0], from, to]);
            yield return last;
        }

        yield return Node("Reshape", "weights", [last.Output[0], shape]);
    }

    /// <summary>The codes, two to a byte for 4 bits (the first in the low half), and the scale of each block; the last
    /// block is filled up with zeros.</summary>
    private static (byte[] Codes, float[] Scales) Codes(TensorProto weight, int bits)
    {
        float[] numbers = Array.ConvertAll(TensorData.Reals(weight)!, value => (float)value);
        int blocks = (numbers.Length + Block - 1) / Block;
        float[] scales = new float[blocks];
        byte[] codes = new byte[blocks * Block * bits / 8];
        for (int i = 0; i < blocks * Block; i++)
        {
            int block = i / Block;
            if (i % Block == 0)
            {
                float largest = 0;
                foreach (float number in numbers.AsSpan(i, Math.Min(Block, numbers.Length - i)))
                {
                    largest = Math.Max(largest, Math.Abs(number));
                }

                scales[block] = bits == 8 ? largest / 127 : largest;
            }

            float value = i < numbers.Length && scales[block] > 0 ? numbers[i] / scales[block] : 0;
            if (bits == 8)
            {
                codes[i] = (byte)(sbyte)Math.Clamp(MathF.Round(value), -127, 127);
            }
            else
            {
                codes[i / 2] |= (byte)(Nearest(value) << (4 * (i % 2)));
            }
        }

        return (codes, scales);
    }

    private static int Nearest(float value)
    {
        int best = 0;
        for (int i = 1; i < NormalFloat4.Length; i++)
        {
            best = Math.Abs(NormalFloat4[i] - value) < Math.Abs(NormalFloat4[best] - value) ? i : best;
        }

        return best;
    }
}
