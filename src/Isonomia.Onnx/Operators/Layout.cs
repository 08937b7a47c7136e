namespace Isonomia.Onnx;

/// <content>Operators that only move numbers.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Reshape { get; } = Reshaped("Reshape");

    public static OperatorRule Flatten { get; } = Reshaped("Flatten");

    public static OperatorRule Squeeze { get; } = Reshaped("Squeeze");

    public static OperatorRule Unsqueeze { get; } = Reshaped("Unsqueeze");

    public static OperatorRule Transpose { get; } = Elementwise("Transpose", (c, x, _, g) =>
    {
        long[] order = c.Integers("perm") ?? [.. Enumerable.Range(0, x.Rank).Reverse().Select(axis => (long)axis)];
        long[] back = new long[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            back[order[i]] = i;
        }

        return g.Transpose(back);
    });

    public static OperatorRule Expand { get; } = Elementwise("Expand", (_, _, _, g) => g);

    public static OperatorRule Tile { get; } = Elementwise("Tile", (c, x, y, g) =>
    {
        long[] split = [.. x.Shape.SelectMany((size, axis) => new[] { y.Shape[axis] / Math.Max(size, 1), size })];
        return g.Reshape(split).Sum([.. Enumerable.Range(0, x.Rank).Select(axis => 2L * axis)], keep: false);
    });

    public static OperatorRule Concat { get; } = new("Concat", c =>
    {
        int axis = c.Axis("axis", 0, c.Output().Rank);
        if (Enumerable.Range(0, c.InputCount).Count(c.Needs) == c.InputCount && c.InputCount > 1)
        {
            long[] sizes = [.. Enumerable.Range(0, c.InputCount).Select(i => c.Input(i).Shape[axis])];
            Value[] parts = c.Writer.EmitMany("Split",
                [.. Enumerable.Range(0, c.InputCount).Select(i => (c.Input(i).Type, c.Input(i).Shape))],
                [c.Gradient(), c.Writer.Integers(sizes)], GraphAttribute.Integer("axis", axis));
            for (int i = 0; i < parts.Length; i++)
            {
                c.Give(i, parts[i]);
            }

            return;
        }

        long start = 0;
        for (int i = 0; i < c.InputCount; i++)
        {
            long from = start;
            long size = c.Input(i).Shape[axis];
            c.Give(i, () => c.Writer.Slice(c.Gradient(), axis, from, size));
            start += size;
        }
    });

    public static OperatorRule Split { get; } = new("Split", c =>
    {
        int axis = c.Axis("axis", 0, c.Input(0).Rank);
        long start = 0;
        for (int i = 0; i < c.OutputCount; i++)
        {
            if (c.GradientOrNone(i) is { } gradient)
            {
                c.GivePart(0, axis, start, gradient);
            }

            start += c.Output(i).Shape[axis];
        }
    });

    public static OperatorRule Slice { get; } = new("Slice", c =>
    {
        Value x = c.Input(0);
        long[] starts = c.Constants(1)!;
        long[] axes = c.Constants(3) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[] steps = c.Constants(4) ?? [.. starts.Select(_ => 1L)];
        int[] cut = [.. axes.Select(axis => (int)(axis < 0 ? axis + x.Rank : axis))];
        (int Axis, long Start, long Step)[] ranges = [.. cut.Select((axis, i) =>
        {
            long size = x.Shape[axis];
            long from = starts[i] < 0 ? starts[i] + size : starts[i];
            return (axis, steps[i] > 0 ? Math.Clamp(from, 0, size) : Math.Clamp(from, 0, size - 1), steps[i]);
        }).Where(range => range.Item2 != 0 || range.Item3 != 1 || x.Shape[range.axis] != c.Output().Shape[range.axis])];
        Value g = c.Gradient();
        for (int i = 0; i < ranges.Length; i++)
        {
            (int axis, long start, long step) = ranges[i];
            if (i == ranges.Length - 1 && step == 1)
            {
                c.GivePart(0, axis, start, g);
                return;
            }

            g = Spread(c.Writer, g, axis, x.Shape[axis],
                [.. Enumerable.Range(0, (int)g.Shape[axis]).Select(k => start + (step * k))]);
        }

        c.Give(0, g);
    });

    public static OperatorRule Pad { get; } = new("Pad", c =>
    {
        Value x = c.Input(0);
        long[] pads = c.Constants(1)!;
        long[] axes = c.Constants(3) ?? [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
        string mode = c.Text("mode", "constant");
        Value g = c.Gradient();
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + x.Rank : axes[i]);
            (long before, long after) = (pads[i], pads[i + axes.Length]);
            g = before == 0 && after == 0 ? g : Padded(c, g, axis, x.Shape[axis], before, after, mode);
        }

        c.Give(0, g);
    });

    public static OperatorRule DepthToSpace { get; } = Elementwise("DepthToSpace", (c, x, y, g) =>
    {
        long block = c.Integer("blocksize", 1);
        long[] split = [y.Shape[0], y.Shape[1], x.Shape[2], block, x.Shape[3], block];
        Value parts = g.Reshape(split);
        return (c.Text("mode", "DCR") == "CRD" ? parts.Transpose(0, 1, 3, 5, 2, 4) : parts.Transpose(0, 3, 5, 1, 2, 4))
            .Reshape(x.Shape);
    });

    public static OperatorRule SpaceToDepth { get; } = Elementwise("SpaceToDepth", (c, x, y, g) =>
    {
        long block = c.Integer("blocksize", 1);
        return g.Reshape(x.Shape[0], block, block, x.Shape[1], y.Shape[2], y.Shape[3]).Transpose(0, 3, 4, 1, 5, 2)
            .Reshape(x.Shape);
    });

    /// <summary>The part above or below the diagonal keeps its gradient.</summary>
    public static OperatorRule Trilu { get; } = Elementwise("Trilu", (c, x, _, g) => c.Writer.Emit(
        "Trilu", x.Type, x.Shape, [g, c.InputOrNone(1)], GraphAttribute.Integer("upper", c.Integer("upper", 1))));

    public static OperatorRule CumSum { get; } = Elementwise("CumSum", (c, x, _, g) =>
    {
        long axis = c.Constants(1)![0];
        bool isReverse = c.Integer("reverse", 0) != 0;
        return c.Writer.Emit("CumSum", x.Type, x.Shape, [g, c.Writer.Constant(TensorData.Of(string.Empty, [axis]))],
            GraphAttribute.Integer("exclusive", c.Integer("exclusive", 0)),
            GraphAttribute.Integer("reverse", isReverse ? 0 : 1));
    });

    /// <summary>Lays slices out along an axis at given places, zeros elsewhere; no place is used twice.</summary>
    private static Value Spread(NodeWriter writer, Value value, int axis, long size, long[] places)
    {
        long[] after = new long[value.Rank];
        after[axis] = 1;
        long[] from = new long[size];
        Array.Fill(from, places.Length);
        for (int i = 0; i < places.Length; i++)
        {
            from[places[i]] = i;
        }

        return writer.Gather(writer.Pad(value, new long[value.Rank], after), writer.Integers(from), axis);
    }

    private static OperatorRule Reshaped(string id) => Elementwise(id, (_, x, _, g) => g.Reshape(x.Shape));

    private static Value Padded(
        GradientContext c, Value g, int axis, long size, long before, long after, string mode)
    {
        if (mode == "constant")
        {
            long[] cutBefore = new long[g.Rank];
            long[] cutAfter = new long[g.Rank];
            (cutBefore[axis], cutAfter[axis]) = (-before, -after);
            return c.Writer.Pad(g, cutBefore, cutAfter);
        }

        double[] matrix = new double[size * g.Shape[axis]];
        for (long to = 0; to < g.Shape[axis]; to++)
        {
            long at = to - before;
            long from = mode switch
            {
                "edge" => Math.Clamp(at, 0, size - 1),
                "reflect" => size == 1 ? 0 : Mirrored(at, size),
                "wrap" => ((at % size) + size) % size,
                _ => throw c.Unsupported($"the padding mode '{mode}' has no rule"),
            };
            matrix[(from * g.Shape[axis]) + to]++;
        }

        return c.Writer.AlongAxis(g, axis, matrix, size);
    }

    private static long Mirrored(long at, long size)
    {
        long period = 2 * (size - 1);
        long inside = ((at % period) + period) % period;
        return inside < size ? inside : period - inside;
    }
}
