namespace Isonomia.Onnx;

/// <content>Softmax and the losses on it.</content>
internal sealed partial record OperatorRule
{
    /// <summary>y (g − Σ g y).</summary>
    public static OperatorRule Softmax { get; } = Elementwise("Softmax", (c, x, y, g) =>
    {
        Value product = g * y;
        return product - (y * product.Sum([c.Axis("axis", -1, x.Rank)]));
    });

    /// <summary>g − softmax · Σ g.</summary>
    public static OperatorRule LogSoftmax { get; } = Elementwise("LogSoftmax", (c, x, y, g) =>
        g - (y.Apply("Exp") * g.Sum([c.Axis("axis", -1, x.Rank)])));

    public static OperatorRule SoftmaxCrossEntropyLoss { get; } = new("SoftmaxCrossEntropyLoss", c =>
    {
        Value x = c.Input(0);
        Value logs = c.Writer.Unary("LogSoftmax", x, GraphAttribute.Integer("axis", 1));
        (Value hits, Value rows) = Chosen(c, x);

        // d/dx of − w log softmax(x)[label] is w (softmax(x) − onehot).
        Value g = rows * (logs.Apply("Exp") - hits);
        if (c.GradientOrNone(1) is { } direct)
        {
            throw c.Unsupported($"a gradient reaches its second output '{direct.Name}', which has no rule");
        }

        c.Give(0, g);
    });

    public static OperatorRule NegativeLogLikelihoodLoss { get; } = new("NegativeLogLikelihoodLoss", c =>
    {
        (Value hits, Value rows) = Chosen(c, c.Input(0));
        c.Give(0, -(rows * hits));
    });

    /// <summary>Which class each row is of, as zeros and ones, and the gradient each row's loss gets, both with the
    /// class axis in place.</summary>
    private static (Value Hits, Value Rows) Chosen(GradientContext c, Value x)
    {
        Value labels = c.Input(1).Cast(TensorProto.Types.DataType.Int64);
        long[] spread = [x.Shape[0], 1, .. x.Shape[2..]];
        long[] classes = new long[x.Rank];
        Array.Fill(classes, 1);
        classes[1] = x.Shape[1];
        Value numbers = c.Writer.Constant(TensorData.Of(
            string.Empty, (long[])[.. Enumerable.Range(0, (int)x.Shape[1]).Select(k => (long)k)], classes));
        Value hits = labels.Reshape(spread).SameAs(numbers).Cast(x.Type);
        Value weights = c.Has(2) ? (hits * c.Input(2).Reshape(classes)).Sum([1]) : hits.Sum([1]);
        if (c.Node.Attribute.Any(entry => entry.Name == "ignore_index"))
        {
            Value ignored = labels.Scalar(c.Integer("ignore_index", 0));
            weights = c.Writer.Where(labels.Reshape(spread).SameAs(ignored), weights.Scalar(0), weights);
        }

        long[] all = [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
        return (hits, c.Text("reduction", "mean") switch
        {
            "none" => c.Gradient().Reshape(spread) * weights,
            "sum" => c.Gradient() * weights,
            _ => c.Gradient() * (weights / weights.Sum(all)),
        });
    }
}
