namespace Isonomia.Onnx;

/// <content>Sums, products and powers, with broadcasting.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Add { get; } = new("Add", c =>
    {
        c.Give(0, c.Gradient());
        c.Give(1, c.Gradient());
    });

    public static OperatorRule Sub { get; } = new("Sub", c =>
    {
        c.Give(0, c.Gradient());
        c.Give(1, () => -c.Writer.Unbroadcast(c.Gradient(), c.Input(1).Shape));
    });

    public static OperatorRule Mul { get; } = new("Mul", c =>
    {
        c.Give(0, () => c.Gradient() * c.Input(1));
        c.Give(1, () => c.Gradient() * c.Input(0));
    });

    public static OperatorRule Div { get; } = new("Div", c =>
    {
        c.Give(0, () => c.Gradient() / c.Input(1));
        c.Give(1, () => -(c.Gradient() * c.Output() / c.Input(1)));
    });

    public static OperatorRule Sum { get; } = new("Sum", c =>
    {
        for (int i = 0; i < c.InputCount; i++)
        {
            c.Give(i, c.Gradient());
        }
    });

    public static OperatorRule Mean { get; } = new("Mean", c =>
    {
        for (int i = 0; i < c.InputCount; i++)
        {
            c.Give(i, () => c.Gradient() / c.InputCount);
        }
    });

    /// <summary>x^e: e x^(e − 1) and x^e log x.</summary>
    public static OperatorRule Pow { get; } = new("Pow", c =>
    {
        Value x = c.Input(0);
        Value exponent = c.Input(1);
        c.Give(0, () => c.RealConstants(1) is [2.0] || c.ConstantsOrUnknown(1) is [2]
            ? c.Gradient() * (2 * x)
            : c.Gradient() * (exponent.Cast(x.Type) * c.Writer.Binary("Pow", x, exponent.Cast(x.Type) - 1)));
        c.Give(1, () => c.Gradient() * (c.Output() * c.Writer.Where(x.Greater(0), x, 1).Apply("Log")));
    });

    public static OperatorRule Max { get; } = new("Max", Extreme);

    public static OperatorRule Min { get; } = new("Min", Extreme);

    public static OperatorRule Where { get; } = new("Where", c =>
    {
        c.Give(1, () => c.Writer.Where(c.Input(0), c.Gradient(), 0));
        c.Give(2, () => c.Writer.Where(c.Input(0), c.Gradient().Scalar(0), c.Gradient()));
    });

    /// <summary>x − divisor · floor(x / divisor); the divisor's share is −floor(x / divisor).</summary>
    public static OperatorRule Mod { get; } = new("Mod", c =>
    {
        c.Give(0, c.Gradient());
        c.Give(1, () => c.Gradient() * ((c.Output() - c.Input(0)) / c.Input(1)));
    });

    /// <summary>Equal largest inputs share the gradient.</summary>
    private static void Extreme(GradientContext c)
    {
        Value[] hits = [.. Enumerable.Range(0, c.InputCount)
            .Select(i => c.Input(i).SameAs(c.Output()).Cast(c.Output().Type))];
        Value share = c.InputCount == 1 ? c.Gradient() : c.Gradient() / c.Writer.SumOf(
            [.. hits.Select(hit => hit.Expand(c.Output().Shape))]);
        for (int i = 0; i < c.InputCount; i++)
        {
            c.Give(i, () => share * hits[i]);
        }
    }
}
