namespace Isonomia.Onnx;

/// <summary>How a convolution or pooling slides over the spatial axes: the settings of its node with defaults and
/// automatic padding worked out.</summary>
internal sealed record Window(long[] Kernel, long[] Strides, long[] Dilations, long[] Before, long[] After, long Groups)
{
    internal int Rank => Kernel.Length;

    /// <summary>What a kernel reaches over, with the gaps of its dilation.</summary>
    internal long[] Reach => [.. Kernel.Select((size, i) => ((size - 1) * Dilations[i]) + 1)];

    /// <summary>Reads the settings of a node that maps sizes <paramref name="large"/> (padded and cut into windows) to
    /// <paramref name="small"/>.</summary>
    internal static Window Of(GradientContext context, long[] kernel, long[] large, long[] small)
    {
        long[] ones = new long[kernel.Length];
        Array.Fill(ones, 1);
        long[] strides = context.Integers("strides") ?? ones;
        long[] dilations = context.Integers("dilations") ?? ones;
        long[] pads = context.Integers("pads") ?? new long[2 * kernel.Length];
        string automatic = context.Text("auto_pad", "NOTSET");
        if (automatic.StartsWith("SAME", StringComparison.Ordinal))
        {
            pads = new long[2 * kernel.Length];
            for (int i = 0; i < kernel.Length; i++)
            {
                long total = Math.Max(
                    0, ((small[i] - 1) * strides[i]) + ((kernel[i] - 1) * dilations[i]) + 1 - large[i]);
                pads[i] = automatic == "SAME_UPPER" ? total / 2 : total - (total / 2);
                pads[i + kernel.Length] = total - pads[i];
            }
        }
        else if (automatic == "VALID")
        {
            pads = new long[2 * kernel.Length];
        }

        return new Window(kernel, strides, dilations, pads[..kernel.Length], pads[kernel.Length..],
            context.Integer("group", 1));
    }

    /// <summary>The attributes of a node that slides like this.</summary>
    internal IEnumerable<GraphAttribute> Attributes() =>
    [
        GraphAttribute.Integers("kernel_shape", Kernel), GraphAttribute.Integers("strides", Strides),
        GraphAttribute.Integers("dilations", Dilations), GraphAttribute.Integers("pads", [.. Before, .. After]),
        GraphAttribute.Integer("group", Groups),
    ];
}
