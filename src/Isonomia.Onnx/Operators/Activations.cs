namespace Isonomia.Onnx;

/// <content>The bends of networks.</content>
internal sealed partial record OperatorRule
{
    private const double SeluAlpha = 1.67326319217681884765625;
    private const double SeluGamma = 1.05070102214813232421875;

    public static OperatorRule Relu { get; } = Elementwise(
        "Relu", (c, _, y, g) => c.Writer.Where(y.Greater(0), g, 0));

    public static OperatorRule LeakyRelu { get; } = Elementwise(
        "LeakyRelu", (c, x, _, g) => c.Writer.Where(x.Greater(0), g, g * c.Real("alpha", 0.01)));

    public static OperatorRule ThresholdedRelu { get; } = Elementwise(
        "ThresholdedRelu", (c, x, _, g) => c.Writer.Where(x.Greater(c.Real("alpha", 1)), g, 0));

    public static OperatorRule PRelu { get; } = new("PRelu", c =>
    {
        Value x = c.Input(0);
        Value isUp = x.Greater(0);
        c.Give(0, () => c.Writer.Where(isUp, c.Gradient(), c.Gradient() * c.Input(1)));
        c.Give(1, () => c.Writer.Where(isUp, x.Scalar(0), c.Gradient() * x));
    });

    /// <summary>Below zero the function is alpha (exp(x) − 1), so its slope is y + alpha.</summary>
    public static OperatorRule Elu { get; } = Elementwise(
        "Elu", (c, x, y, g) => c.Writer.Where(x.Greater(0), g, g * (y + c.Real("alpha", 1))));

    /// <summary>Below zero the function is alpha (exp(x / alpha) − 1), so its slope is y / alpha + 1.</summary>
    public static OperatorRule Celu { get; } = Elementwise(
        "Celu", (c, x, y, g) => c.Writer.Where(x.Greater(0), g, g * ((y * (1 / c.Real("alpha", 1))) + 1)));

    public static OperatorRule Selu { get; } = Elementwise("Selu", (c, x, y, g) =>
    {
        double alpha = c.Real("alpha", SeluAlpha);
        double gamma = c.Real("gamma", SeluGamma);
        return c.Writer.Where(x.Greater(0), g * gamma, g * (y + (alpha * gamma)));
    });

    public static OperatorRule HardSigmoid { get; } = Elementwise("HardSigmoid", (c, _, y, g) =>
        c.Writer.Where(Inside(c, y, 0, 1), g * c.Real("alpha", 0.2), 0));

    /// <summary>x · max(0, min(1, x/6 + 1/2)): slope x/3 + 1/2 between −3 and 3, 1 above.</summary>
    public static OperatorRule HardSwish { get; } = Elementwise("HardSwish", (c, x, _, g) =>
        c.Writer.Where(
            x.Less(3), c.Writer.Where(x.Greater(-3), g * ((x * (1.0 / 3)) + 0.5), 0), g));

    public static OperatorRule Mish { get; } = Elementwise("Mish", (_, x, _, g) =>
    {
        Value bend = x.Apply("Softplus").Apply("Tanh");
        return g * (bend + (x * x.Apply("Sigmoid") * (1 - (bend * bend))));
    });

    /// <summary>The normal distribution's function and density; or the form with tanh where the node asks for it.
    /// </summary>
    public static OperatorRule Gelu { get; } = Elementwise("Gelu", (c, x, _, g) =>
    {
        if (c.Text("approximate", "none") != "tanh")
        {
            Value share = ((x * Math.Sqrt(0.5)).Apply("Erf") * 0.5) + 0.5;
            Value density = (x * x * -0.5).Apply("Exp") * (1 / Math.Sqrt(2 * Math.PI));
            return g * (share + (x * density));
        }

        double factor = Math.Sqrt(2 / Math.PI);
        Value square = x * x;
        Value bend = (x * ((square * (0.044715 * factor)) + factor)).Apply("Tanh");
        Value slope = (square * (3 * 0.044715 * factor)) + factor;
        return g * (((bend + 1) * 0.5) + (x * 0.5 * (1 - (bend * bend)) * slope));
    });

    public static OperatorRule Clip { get; } = new("Clip", c =>
    {
        Value x = c.Input(0);
        Value? kept = null;
        if (c.Has(1))
        {
            kept = x.Greater(c.Input(1));
            c.Give(1, () => c.Writer.Where(kept, x.Scalar(0), c.Gradient()));
        }

        if (c.Has(2))
        {
            Value below = x.Less(c.Input(2));
            c.Give(2, () => c.Writer.Where(below, x.Scalar(0), c.Gradient()));
            kept = kept is null ? below : c.Writer.Compare("And", kept, below);
        }

        c.Give(0, () => kept is null ? c.Gradient() : c.Writer.Where(kept, c.Gradient(), 0));
    });

    private static Value Inside(GradientContext c, Value value, double low, double high) =>
        c.Writer.Compare("And", value.Greater(low), value.Less(high));
}
