namespace Isonomia.Onnx;

/// <content>Normalizations.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule LayerNormalization { get; } = new("LayerNormalization", c =>
    {
        Value x = c.Input(0);
        int axis = c.Axis("axis", -1, x.Rank);
        long[] normed = [.. Enumerable.Range(axis, x.Rank - axis).Select(i => (long)i)];
        long[] kept = [.. x.Shape.Select((size, i) => i < axis ? size : 1)];

        // Half numbers are normalized in float32, whose mean and deviation the operator gives.
        TensorProto.Types.DataType exact = x.Type is TensorProto.Types.DataType.Float16
            or TensorProto.Types.DataType.Bfloat16 ? TensorProto.Types.DataType.Float : x.Type;
        Value mean = c.ExtraOutput(1, exact, kept);
        Value inverse = c.ExtraOutput(2, exact, kept);
        Value g = c.Gradient().Cast(exact);
        Value standard = (x.Cast(exact) - mean) * inverse;
        c.Give(1, () => c.Writer.Unbroadcast(g * standard, c.Input(1).Shape).Cast(c.Input(1).Type));
        c.Give(2, () => c.Writer.Unbroadcast(g, c.Input(2).Shape).Cast(c.Input(2).Type));
        c.Give(0, () => Standardized(g * c.Input(1).Cast(exact), standard, inverse, normed).Cast(x.Type));
    });

    /// <summary>Inference mode: an affine map of every channel with kept statistics.</summary>
    public static OperatorRule BatchNormalization { get; } = new("BatchNormalization", c =>
    {
        if (c.Integer("training_mode", 0) != 0)
        {
            throw c.Unsupported("it is in training mode; export the model in inference mode");
        }

        Value x = c.Input(0);
        Value g = c.Gradient();
        long[] channel = [x.Shape[1], .. Enumerable.Repeat(1L, x.Rank - 2)];
        Value inverse = ((c.Input(4) + c.Real("epsilon", 1e-5)).Apply("Sqrt")).Apply("Reciprocal");
        Value scale = c.Input(1) * inverse;
        c.Give(0, () => g * scale.Reshape(channel));
        if (!c.Needs(1) && !c.Needs(4))
        {
            c.Give(2, () => ChannelSum(g));
            c.Give(3, () => -(ChannelSum(g) * scale));
            return;
        }

        Value sum = ChannelSum(g);
        Value product = ChannelSum(g * (x - c.Input(3).Reshape(channel)));
        c.Give(1, () => product * inverse);
        c.Give(2, sum);
        c.Give(3, () => -(sum * scale));
        c.Give(4, () => product * scale * (inverse * inverse) * -0.5);
    });

    public static OperatorRule InstanceNormalization { get; } = new("InstanceNormalization", c =>
    {
        Value x = c.Input(0);
        Value g = c.Gradient();
        long[] channel = [x.Shape[1], .. Enumerable.Repeat(1L, x.Rank - 2)];
        long[] places = [.. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis)];
        (Value standard, Value inverse) = Standard(x, places, c.Real("epsilon", 1e-5));
        c.Give(1, () => ChannelSum(g * standard));
        c.Give(2, () => ChannelSum(g));
        c.Give(0, () => Standardized(g * c.Input(1).Reshape(channel), standard, inverse, places));
    });

    /// <summary>Scale and bias go by channel (operator set 21) or by group (18 to 20).</summary>
    public static OperatorRule GroupNormalization { get; } = new("GroupNormalization", c =>
    {
        Value x = c.Input(0);
        long groups = c.Integer("num_groups", 1);
        long[] grouped = [x.Shape[0], groups, x.Shape[1] / groups, .. x.Shape[2..]];
        long[] normed = [.. Enumerable.Range(2, x.Rank - 1).Select(axis => (long)axis)];
        long[] affine = [groups, c.Input(1).Shape[0] / groups, .. Enumerable.Repeat(1L, x.Rank - 2)];
        Value g = c.Gradient().Reshape(grouped);
        (Value standard, Value inverse) = Standard(x.Reshape(grouped), normed, c.Real("epsilon", 1e-5));
        c.Give(1, () => c.Writer.Unbroadcast(g * standard, affine).Reshape(c.Input(1).Shape));
        c.Give(2, () => c.Writer.Unbroadcast(g, affine).Reshape(c.Input(2).Shape));
        c.Give(0, () => Standardized(g * c.Input(1).Reshape(affine), standard, inverse, normed).Reshape(x.Shape));
    });

    public static OperatorRule LpNormalization { get; } = Elementwise("LpNormalization", (c, x, y, g) =>
    {
        if (c.Integer("p", 2) != 2)
        {
            throw c.Unsupported("only p = 2 has a rule");
        }

        long[] axis = [c.Axis("axis", -1, x.Rank)];
        Value norm = (x * x).Sum(axis).Apply("Sqrt");
        return (g - (y * (g * y).Sum(axis))) / norm;
    });

    private static (Value Standard, Value Inverse) Standard(Value x, long[] axes, double epsilon)
    {
        Value centered = x - x.Mean(axes);
        Value inverse = ((centered * centered).Mean(axes) + epsilon).Apply("Sqrt").Apply("Reciprocal");
        return (centered * inverse, inverse);
    }

    /// <summary>The gradient through (x − mean) / deviation: what is left of it without its mean and without its part
    /// along the standardized numbers.</summary>
    private static Value Standardized(Value g, Value standard, Value inverse, long[] axes) =>
        (g - g.Mean(axes) - (standard * (g * standard).Mean(axes))) * inverse;
}
