namespace Isonomia.Onnx;

/// <content>Functions of one number.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Abs { get; } = Elementwise("Abs", (_, x, _, g) => g * x.Apply("Sign"));

    public static OperatorRule Neg { get; } = Elementwise("Neg", (_, _, _, g) => -g);

    public static OperatorRule Identity { get; } = Elementwise("Identity", (_, _, _, g) => g);

    public static OperatorRule Exp { get; } = Elementwise("Exp", (_, _, y, g) => g * y);

    public static OperatorRule Log { get; } = Elementwise("Log", (_, x, _, g) => g / x);

    public static OperatorRule Sqrt { get; } = Elementwise("Sqrt", (_, _, y, g) => g * 0.5 / y);

    public static OperatorRule Reciprocal { get; } = Elementwise("Reciprocal", (_, _, y, g) => -(g * (y * y)));

    public static OperatorRule Sin { get; } = Elementwise("Sin", (_, x, _, g) => g * x.Apply("Cos"));

    public static OperatorRule Cos { get; } = Elementwise("Cos", (_, x, _, g) => -(g * x.Apply("Sin")));

    public static OperatorRule Tan { get; } = Elementwise("Tan", (_, _, y, g) => g * ((y * y) + 1));

    public static OperatorRule Atan { get; } = Elementwise("Atan", (_, x, _, g) => g / ((x * x) + 1));

    public static OperatorRule Asin { get; } = Elementwise(
        "Asin", (_, x, _, g) => g / (1 - (x * x)).Apply("Sqrt"));

    public static OperatorRule Acos { get; } = Elementwise(
        "Acos", (_, x, _, g) => -(g / (1 - (x * x)).Apply("Sqrt")));

    public static OperatorRule Asinh { get; } = Elementwise(
        "Asinh", (_, x, _, g) => g / ((x * x) + 1).Apply("Sqrt"));

    public static OperatorRule Atanh { get; } = Elementwise("Atanh", (_, x, _, g) => g / (1 - (x * x)));

    public static OperatorRule Sinh { get; } = Elementwise("Sinh", (_, x, _, g) => g * x.Apply("Cosh"));

    public static OperatorRule Cosh { get; } = Elementwise("Cosh", (_, x, _, g) => g * x.Apply("Sinh"));

    public static OperatorRule Tanh { get; } = Elementwise("Tanh", (_, _, y, g) => g * (1 - (y * y)));

    /// <summary>2/√π · exp(−x²).</summary>
    public static OperatorRule Erf { get; } = Elementwise(
        "Erf", (_, x, _, g) => g * ((-(x * x)).Apply("Exp") * (2 / Math.Sqrt(Math.PI))));

    public static OperatorRule Sigmoid { get; } = Elementwise("Sigmoid", (_, _, y, g) => g * (y * (1 - y)));

    public static OperatorRule Softplus { get; } = Elementwise("Softplus", (_, x, _, g) => g * x.Apply("Sigmoid"));

    public static OperatorRule Softsign { get; } = Elementwise("Softsign", (_, x, _, g) =>
    {
        Value below = x.Apply("Abs") + 1;
        return g / (below * below);
    });

    /// <summary>A number keeps its gradient through a change of type; between integers and reals none flows.</summary>
    public static OperatorRule Cast { get; } = Elementwise("Cast", (_, x, _, g) => g.Cast(x.Type));

    public static OperatorRule CastLike { get; } = Elementwise("CastLike", (_, x, _, g) => g.Cast(x.Type));

    /// <summary>Inference mode is the identity. In training mode the mask of kept numbers decides.</summary>
    public static OperatorRule Dropout { get; } = Elementwise("Dropout", (c, x, _, g) =>
    {
        bool isTraining = c.Has(2) && c.ConstantsOrUnknown(2) is not [0];
        if (!isTraining)
        {
            return g;
        }

        double ratio = c.Has(1) ? c.RealConstants(1)?[0]
            ?? throw c.Unsupported("its ratio depends on what the model is given") : 0.5;
        Value kept = c.ExtraOutput(1, TensorProto.Types.DataType.Bool, x.Shape);
        return kept.Cast(g.Type) * g * (1 / (1 - ratio));
    });

    /// <summary>The output is (x − zero point) · scale, so the scale's share is the output over the scale; the
    /// integers have none.</summary>
    public static OperatorRule DequantizeLinear { get; } = new("DequantizeLinear", c =>
    {
        Value scale = c.Input(1);
        long[] shape = c.Output().Shape;
        int axis = scale.Count == 1 ? 0 : c.Axis("axis", 1, shape.Length);
        long block = c.Integer("block_size", 0);
        if (block > 0 && shape[axis] % block != 0)
        {
            throw c.Unsupported("the last block of its scales (block_size) is not full");
        }

        c.Give(1, () =>
        {
            Value product = c.Gradient() * c.Output();
            product = block == 0
                ? c.Writer.Unbroadcast(
                    product, [.. shape.Select((size, i) => scale.Count > 1 && i == axis ? size : 1)])
                : product.Reshape([.. shape[..axis], shape[axis] / block, block, .. shape[(axis + 1)..]])
                    .Sum([axis + 1], keep: false);
            return product.Reshape(scale.Shape) / scale;
        });
    });

    public static OperatorRule QuantizeLinear { get; } = NoGradient("QuantizeLinear");

    public static OperatorRule DynamicQuantizeLinear { get; } = NoGradient("DynamicQuantizeLinear");

    public static OperatorRule Hardmax { get; } = NoGradient("Hardmax");

    public static OperatorRule EyeLike { get; } = NoGradient("EyeLike");

    public static OperatorRule Floor { get; } = NoGradient("Floor");

    public static OperatorRule Ceil { get; } = NoGradient("Ceil");

    public static OperatorRule Round { get; } = NoGradient("Round");

    public static OperatorRule Sign { get; } = NoGradient("Sign");

    public static OperatorRule Shape { get; } = NoGradient("Shape");

    public static OperatorRule Size { get; } = NoGradient("Size");

    public static OperatorRule ArgMax { get; } = NoGradient("ArgMax");

    public static OperatorRule ArgMin { get; } = NoGradient("ArgMin");

    public static OperatorRule Equal { get; } = NoGradient("Equal");

    public static OperatorRule Greater { get; } = NoGradient("Greater");

    public static OperatorRule GreaterOrEqual { get; } = NoGradient("GreaterOrEqual");

    public static OperatorRule Less { get; } = NoGradient("Less");

    public static OperatorRule LessOrEqual { get; } = NoGradient("LessOrEqual");

    public static OperatorRule IsNaN { get; } = NoGradient("IsNaN");

    public static OperatorRule IsInf { get; } = NoGradient("IsInf");

    public static OperatorRule ConstantOfShape { get; } = NoGradient("ConstantOfShape");

    public static OperatorRule NonZero { get; } = NoGradient("NonZero");

    public static OperatorRule OneHot { get; } = NoGradient("OneHot");

    public static OperatorRule Range { get; } = NoGradient("Range");
}
