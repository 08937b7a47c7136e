namespace Isonomia.Onnx;

/// <content>Operators that pick by index.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Gather { get; } = new("Gather", c =>
    {
        Value x = c.Input(0);
        int axis = c.Axis("axis", 0, x.Rank);
        Value indices = c.Input(1);
        Value g = c.Gradient();
        long[] flat = [.. x.Shape[..axis], indices.Count, .. x.Shape[(axis + 1)..]];
        if (c.ConstantsOrUnknown(1) is { } places)
        {
            places = [.. places.Select(place => place < 0 ? place + x.Shape[axis] : place)];
            if (places.Select((place, i) => place - i).Distinct().Count() == 1)
            {
                c.GivePart(0, axis, places[0], g.Reshape(flat));
                return;
            }

            if (places.Distinct().Count() == places.Length)
            {
                c.Give(0, Spread(c.Writer, g.Reshape(flat), axis, x.Shape[axis], places));
                return;
            }
        }

        // The axis comes first; rows of equal index are added up.
        long[] order =
            [axis, .. Enumerable.Range(0, x.Rank).Where(other => other != axis).Select(other => (long)other)];
        long[] back = new long[x.Rank];
        for (int i = 0; i < x.Rank; i++)
        {
            back[order[i]] = i;
        }

        Value first = g.Reshape(flat).Transpose(order);
        long[] shape = [.. order.Select(other => x.Shape[other])];
        Value rows = indices.Cast(TensorProto.Types.DataType.Int64).Reshape(indices.Count, 1);
        c.Give(0, c.Writer.ScatterNd(c.Writer.Zeros(x.Type, shape), rows, first, add: true).Transpose(back));
    });

    public static OperatorRule GatherElements { get; } = Elementwise("GatherElements", (c, x, _, g) =>
        c.Writer.ScatterElements(
            c.Writer.Zeros(x.Type, x.Shape), c.Input(1), g, c.Axis("axis", 0, x.Rank), add: true));

    public static OperatorRule GatherND { get; } = Elementwise("GatherND", (c, x, _, g) =>
    {
        Value indices = c.Input(1);
        int lead = (int)c.Integer("batch_dims", 0);
        if (lead > 0)
        {
            // The batch becomes the first of the indices.
            long batch = TensorData.Count(x.Shape[..lead]);
            long each = indices.Count / indices.Shape[^1] / batch;
            Value rows = c.Writer.Constant(TensorData.Of(string.Empty,
                (long[])[.. Enumerable.Range(0, (int)batch).Select(n => (long)n)], batch, 1, 1))
                .Expand(batch, each, 1);
            indices = c.Writer.Concat([rows, indices.Reshape(batch, each, indices.Shape[^1])], 2);
            return c.Writer.ScatterNd(
                c.Writer.Zeros(x.Type, [batch, .. x.Shape[lead..]]), indices,
                g.Reshape([batch, each, .. x.Shape[(lead + (int)c.Input(1).Shape[^1])..]]), add: true)
                .Reshape(x.Shape);
        }

        return c.Writer.ScatterNd(c.Writer.Zeros(x.Type, x.Shape), indices, g, add: true);
    });

    public static OperatorRule ScatterElements { get; } = new("ScatterElements", c =>
    {
        int axis = c.Axis("axis", 0, c.Input(0).Rank);
        string reduction = c.Text("reduction", "none");
        Value indices = c.Input(1);
        Value updates = c.Input(2);
        RequireSum(c, reduction);
        c.Give(0, () => reduction == "add" ? c.Gradient() : c.Writer.ScatterElements(
            c.Gradient(), indices, c.Writer.Zeros(updates.Type, updates.Shape), axis, add: false));
        c.Give(2, () => c.Writer.Emit("GatherElements", updates.Type, updates.Shape, [c.Gradient(), indices],
            GraphAttribute.Integer("axis", axis)));
    });

    public static OperatorRule ScatterND { get; } = new("ScatterND", c =>
    {
        string reduction = c.Text("reduction", "none");
        Value indices = c.Input(1);
        Value updates = c.Input(2);
        RequireSum(c, reduction);
        c.Give(0, () => reduction == "add" ? c.Gradient() : c.Writer.ScatterNd(
            c.Gradient(), indices, c.Writer.Zeros(updates.Type, updates.Shape), add: false));
        c.Give(2, () => c.Writer.Emit("GatherND", updates.Type, updates.Shape, [c.Gradient(), indices]));
    });

    /// <summary>The values go back to where they came from; the indices have no gradient.</summary>
    public static OperatorRule TopK { get; } = new("TopK", c =>
    {
        Value x = c.Input(0);
        c.Give(0, () => c.Writer.ScatterElements(
            c.Writer.Zeros(x.Type, x.Shape), c.Output(1), c.Gradient(), c.Axis("axis", -1, x.Rank), add: false));
    });

    private static void RequireSum(GradientContext c, string reduction)
    {
        if (reduction is not ("none" or "add"))
        {
            throw c.Unsupported($"the reduction '{reduction}' has no rule");
        }
    }
}
