namespace Isonomia.Onnx;

/// <content>Operators that ONNX Runtime's optimizer and other tools write in place of several simple ones.</content>
/// <remarks>Source: ONNX Runtime's documentation of its own operators, docs/ContribOperators.md.</remarks>
internal sealed partial record OperatorLowering
{
    private const string Own = "com.microsoft.";

    public static OperatorLowering OwnGelu { get; } = Single(Own + "Gelu", call => Gelu(call.Input(0)));

    public static OperatorLowering BiasGelu { get; } = Single(
        Own + "BiasGelu", call => Gelu(call.Input(0) + call.Input(1)));

    public static OperatorLowering FastGelu { get; } = Single(Own + "FastGelu", call =>
    {
        Value x = call.Has(1) ? call.Input(0) + call.Input(1) : call.Input(0);
        Value bend = (x * ((x * x * (0.044715 * Math.Sqrt(2 / Math.PI))) + Math.Sqrt(2 / Math.PI))).Apply("Tanh");
        return x * ((bend * 0.5) + 0.5);
    });

    public static OperatorLowering QuickGelu { get; } = Single(Own + "QuickGelu", call =>
        call.Input(0) * (call.Input(0) * call.Real("alpha", 1.702)).Apply("Sigmoid"));

    public static OperatorLowering FusedMatMul { get; } = Single(Own + "FusedMatMul", call =>
    {
        if (call.Integer("transBatchA", 0) != 0 || call.Integer("transBatchB", 0) != 0)
        {
            throw call.Unsupported("transBatchA and transBatchB have no rule");
        }

        Value a = call.Input(0);
        Value b = call.Input(1);
        a = call.Integer("transA", 0) != 0 && a.Rank > 1 ? call.Writer.Turned(a) : a;
        b = call.Integer("transB", 0) != 0 && b.Rank > 1 ? call.Writer.Turned(b) : b;
        return call.Writer.Emit("MatMul", a.Type, call.Output().Shape, [a, b]) * call.Real("alpha", 1);
    });

    public static OperatorLowering FusedGemm { get; } = Single(Own + "FusedGemm", call =>
    {
        IEnumerable<GraphAttribute> kept =
        [
            GraphAttribute.Integer("transA", call.Integer("transA", 0)),
            GraphAttribute.Integer("transB", call.Integer("transB", 0)),
            GraphAttribute.Real("alpha", (float)call.Real("alpha", 1)),
            GraphAttribute.Real("beta", (float)call.Real("beta", 1)),
        ];
        return Bent(call, call.Writer.Emit("Gemm", call.Output().Type, call.Output().Shape,
            [call.Input(0), call.Input(1), call.InputOrNone(2)], kept));
    });

    public static OperatorLowering FusedConv { get; } = Single(Own + "FusedConv", call =>
    {
        NodeProto conv = new() { OpType = "Conv" };
        conv.Attribute.Add(call.Node.Attribute.Where(entry =>
            !entry.Name.StartsWith("activation", StringComparison.Ordinal)));
        Value y = call.Writer.Emit("Conv", call.Output().Type, call.Output().Shape,
            [call.Input(0), call.Input(1), call.InputOrNone(2)], conv.Attribute.Select(GraphAttribute.Of));
        return Bent(call, call.Has(3) ? y + call.Input(3) : y);
    });

    public static OperatorLowering SkipLayerNormalization { get; } = new(Own + "SkipLayerNormalization", call =>
    {
        Value sum = Together(call, 0, 1, 4);
        return [Normalized(call, sum, call.Input(2), call.InputOrNone(3), 1e-12), null, null, sum];
    });

    public static OperatorLowering SkipSimplifiedLayerNormalization { get; } = new(
        Own + "SkipSimplifiedLayerNormalization", call =>
        {
            Value sum = Together(call, 0, 1, 3);
            return [RootMeanSquare(sum, call.Input(2), [sum.Rank - 1], call.Real("epsilon", 1e-12)), null, null, sum];
        });

    /// <summary>ONNX Runtime's own name of RMSNormalization, in the standard domain.</summary>
    public static OperatorLowering SimplifiedLayerNormalization { get; } = Single(
        "SimplifiedLayerNormalization", RootMeanSquare);

    public static OperatorLowering RmsNormalization { get; } = Single("RMSNormalization", RootMeanSquare);

    public static OperatorLowering MeanVarianceNormalization { get; } = Single("MeanVarianceNormalization", call =>
    {
        Value x = call.Input(0);
        long[] axes = [.. (call.Integers("axes") ?? [0, 2, 3]).Select(axis => axis < 0 ? axis + x.Rank : axis)];
        Value centered = x - x.Mean(axes);
        return centered / (((centered * centered).Mean(axes)).Apply("Sqrt") + 1e-9);
    });

    /// <summary>x / (bias + alpha / size · Σ x² over neighboring channels)^beta.</summary>
    public static OperatorLowering Lrn { get; } = Single("LRN", call =>
    {
        Value x = call.Input(0);
        long size = call.Integer("size", 1);
        long channels = x.Shape[1];
        double[] near = new double[channels * channels];
        for (long i = 0; i < channels; i++)
        {
            long last = Math.Min(channels - 1, i + (size / 2));
            for (long j = Math.Max(0, i - ((size - 1) / 2)); j <= last; j++)
            {
                near[(i * channels) + j] = 1;
            }
        }

        Value sum = call.Writer.AlongAxis(x * x, 1, near, channels);
        return x / ((sum * (call.Real("alpha", 1e-4) / size)) + call.Real("bias", 1)).Power(call.Real("beta", 0.75));
    });

    private static Value Gelu(Value x) => x * (((x * Math.Sqrt(0.5)).Apply("Erf") * 0.5) + 0.5);

    /// <summary>The sum of a layer's input, what skips it and an optional bias.</summary>
    private static Value Together(OperatorCall call, int input, int skip, int bias)
    {
        Value sum = call.Input(input) + call.Input(skip);
        return call.Has(bias) ? sum + call.Input(bias) : sum;
    }

    private static Value Normalized(OperatorCall call, Value x, Value scale, Value? bias, double epsilon) =>
        call.Writer.Emit("LayerNormalization", x.Type, x.Shape, [x, scale, bias],
            GraphAttribute.Integer("axis", -1),
            GraphAttribute.Real("epsilon", (float)call.Real("epsilon", epsilon)));

    private static Value RootMeanSquare(OperatorCall call)
    {
        Value x = call.Input(0);
        int axis = call.Axis("axis", -1, x.Rank);
        return RootMeanSquare(x, call.Input(1), [.. Enumerable.Range(axis, x.Rank - axis).Select(i => (long)i)],
            call.Real("epsilon", 1e-5));
    }

    private static Value RootMeanSquare(Value x, Value scale, long[] axes, double epsilon) =>
        x * ((x * x).Mean(axes) + epsilon).Apply("Sqrt").Apply("Reciprocal") * scale;

    /// <summary>The activation that was fused behind a product or convolution.</summary>
    private static Value Bent(OperatorCall call, Value y)
    {
        double[] settings = call.Reals("activation_params") ?? [];
        double Setting(int index, string name, double otherwise) =>
            index < settings.Length ? settings[index] : call.Real($"activation_{name}", otherwise);
        string bend = call.Text("activation", string.Empty);
        return bend switch
        {
            "" => y,
            "Relu" or "Tanh" or "Sigmoid" or "Softplus" or "Softsign" => y.Apply(bend),
            "LeakyRelu" or "Elu" => call.Writer.Unary(
                bend, y, GraphAttribute.Real("alpha", (float)Setting(0, "alpha", bend == "Elu" ? 1 : 0.01))),
            "HardSigmoid" => call.Writer.Unary(
                bend, y, GraphAttribute.Real("alpha", (float)Setting(0, "alpha", 0.2)),
                GraphAttribute.Real("beta", (float)Setting(1, "beta", 0.5))),
            "Clip" => call.Writer.Emit("Clip", y.Type, y.Shape,
                [y, y.Scalar(Setting(0, "min", float.MinValue)), y.Scalar(Setting(1, "max", float.MaxValue))]),
            _ => throw call.Unsupported($"the fused activation '{bend}' has no rule"),
        };
    }
}
