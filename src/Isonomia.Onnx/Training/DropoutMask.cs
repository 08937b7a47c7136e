using Isonomia.Numerics;

namespace Isonomia.Onnx;

/// <summary>A Dropout node of the model as it is trained: what it keeps is an input, drawn for every row of every
/// step.</summary>
/// <remarks>Source: Srivastava et al., JMLR 15, 2014; what is kept is divided by the share that is kept. A row's draw
/// depends on seed, node, step and row alone: the same for any number of parts and after a resumed
/// training. The share is rounded to 1/65536.</remarks>
/// <param name="Input">The name of the input.</param>
/// <param name="Node">The node.</param>
/// <param name="Shape">Its shape; rows on the first axis.</param>
/// <param name="Ratio">The share that is dropped, in [0, 1).</param>
internal sealed record DropoutMask(string Input, string Node, long[] Shape, double Ratio)
{
    private const int Steps = 1 << 16;

    private int Dropped => (int)Math.Round(Ratio * Steps);

    /// <summary>Draws what is kept.</summary>
    /// <param name="seed">The seed of the training.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="part">The part of the batch, from 0.</param>
    /// <param name="partCount">How many parts the batch has.</param>
    internal bool[] Draw(ulong seed, long step, int part, int partCount)
    {
        bool[] kept = new bool[TensorData.Count(Shape)];
        long rows = Shape[0];
        int width = (int)(kept.Length / Math.Max(1, rows));
        for (long row = 0; row < rows; row++)
        {
            long place = (step * rows * partCount) + (part * rows) + row;
            var random = RandomSource.For(seed, $"dropout:{Node}", place);
            Span<bool> values = kept.AsSpan((int)(row * width), width);
            ulong bits = 0;
            for (int i = 0; i < width; i++)
            {
                bits = i % 4 == 0 ? random.NextUInt64() : bits >> 16;
                values[i] = (int)(bits & (Steps - 1)) >= Dropped;
            }
        }

        return kept;
    }

    /// <summary>Puts masks in place of the Dropout nodes of a graph.</summary>
    /// <returns>The masks, in the graph's order.</returns>
    internal static IReadOnlyList<DropoutMask> Insert(NodeWriter writer)
    {
        NodeProto[] nodes = [.. writer.Graph.Node];
        List<NodeProto> all = [];
        List<DropoutMask> masks = [];
        foreach (NodeProto node in nodes)
        {
            double ratio = node.OpType == "Dropout" ? RatioOf(writer, node) : 0;
            if (ratio <= 0 || node.Output.Count(output => output.Length > 0) != 1
                || !writer.Facts.Shapes.TryGetValue(node.Input[0], out long[]? shape) || shape.Length == 0)
            {
                all.Add(node);
                continue;
            }

            DropoutMask mask = new($"{node.Output[0]}/mask", node.Output[0], shape, ratio);
            Value input = writer[node.Input[0]];
            int before = writer.Graph.Node.Count;
            Value kept = writer.Where(
                writer.Input(mask.Input, TensorProto.Types.DataType.Bool, shape),
                input * (1 / (1 - ((double)mask.Dropped / Steps))), 0);
            NodeProto[] written = [.. writer.Graph.Node.Skip(before)];
            written.Single(entry => entry.Output[0] == kept.Name).Output[0] = node.Output[0];
            all.AddRange(written);
            masks.Add(mask);
        }

        writer.Graph.Node.Clear();
        writer.Graph.Node.Add(all);
        return masks;
    }

    private static double RatioOf(NodeWriter writer, NodeProto node)
    {
        double ratio = node.Input.Count > 1 && node.Input[1].Length > 0
            ? writer.Facts.Constants.TryGetValue(node.Input[1], out TensorProto? tensor)
                ? TensorData.Reals(tensor)![0]
                : throw new ArgumentException($"The ratio of {GraphCheck.Words(node)} is no constant.", nameof(node))
            : 0.5;
        return ratio is >= 0 and < 1 ? ratio : throw new ArgumentException(
            $"{GraphCheck.Words(node)} drops the share {ratio}; one from 0 to below 1 was expected.", nameof(node));
    }
}
