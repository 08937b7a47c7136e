namespace Isonomia.Onnx;

/// <content>Convolutions of any number of spatial axes.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Conv { get; } = new("Conv", c =>
    {
        Value x = c.Input(0);
        Value weight = c.Input(1);
        Value g = c.Gradient();
        var window = Window.Of(c, weight.Shape[2..], x.Shape[2..], g.Shape[2..]);
        c.Give(0, () => ConvolutionWriter.InputGradient(g, weight, window, x.Shape));
        c.Give(1, () => ConvolutionWriter.WeightGradient(x, g, window));
        c.Give(2, () => ChannelSum(g));
    });

    /// <summary>A transposed convolution is the input gradient of a convolution, so its own gradients are that
    /// convolution's forward pass and weight gradient.</summary>
    public static OperatorRule ConvTranspose { get; } = new("ConvTranspose", c =>
    {
        if (c.Integers("output_shape") is not null || c.Text("auto_pad", "NOTSET") != "NOTSET")
        {
            throw c.Unsupported("output_shape and automatic padding have no rule");
        }

        Value x = c.Input(0);
        Value weight = c.Input(1);
        Value g = c.Gradient();
        var window = Window.Of(c, weight.Shape[2..], g.Shape[2..], x.Shape[2..]);
        c.Give(0, () => c.Writer.Emit("Conv", x.Type, x.Shape, [g, weight], window.Attributes()));
        c.Give(1, () => ConvolutionWriter.WeightGradient(g, x, window));
        c.Give(2, () => ChannelSum(g));
    });

    /// <summary>The sum over batch and places.</summary>
    internal static Value ChannelSum(Value g) =>
        g.Sum([0, .. Enumerable.Range(2, g.Rank - 2).Select(axis => (long)axis)], keep: false);
}
