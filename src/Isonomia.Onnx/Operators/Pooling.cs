namespace Isonomia.Onnx;

/// <content>Pooling over windows and over everything.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule GlobalAveragePool { get; } = Elementwise(
        "GlobalAveragePool", (_, x, y, g) => (g / ((double)x.Count / y.Count)).Expand(x.Shape));

    public static OperatorRule GlobalMaxPool { get; } = Elementwise("GlobalMaxPool", (c, x, y, g) =>
        Ties(c, x, y, [.. Enumerable.Range(2, x.Rank - 2).Select(axis => (long)axis)], g));

    /// <summary>The mean over a window is a matrix along each axis, so its gradient is the transposed
    /// matrices.</summary>
    public static OperatorRule AveragePool { get; } = Elementwise("AveragePool", (c, x, y, g) =>
    {
        long[] kernel = c.Integers("kernel_shape")!;
        var window = Window.Of(c, kernel, x.Shape[2..], y.Shape[2..]);
        bool countsPadding = c.Integer("count_include_pad", 0) != 0;
        for (int i = 0; i < kernel.Length; i++)
        {
            g = c.Writer.AlongAxis(g, i + 2, Means(window, i, x.Shape[i + 2], y.Shape[i + 2], countsPadding),
                x.Shape[i + 2]);
        }

        return g;
    });

    /// <summary>The runtime says where each maximum came from.</summary>
    public static OperatorRule MaxPool { get; } = Elementwise("MaxPool", (c, x, y, g) =>
    {
        if (c.Integer("storage_order", 0) != 0)
        {
            throw c.Unsupported("column-major indices (storage_order 1) have no rule");
        }

        Value places = c.ExtraOutput(1, TensorProto.Types.DataType.Int64, y.Shape);
        return c.Writer.ScatterElements(
            c.Writer.Zeros(x.Type, x.Count), places.Reshape(y.Count), g.Reshape(y.Count), 0, add: true)
            .Reshape(x.Shape);
    });

    /// <summary>The matrix <c>[in, out]</c> of shares; a window that reaches beyond the padding counts what is there.
    /// </summary>
    private static double[] Means(Window window, int axis, long size, long count, bool countsPadding)
    {
        double[] matrix = new double[size * count];
        for (long to = 0; to < count; to++)
        {
            long first = (to * window.Strides[axis]) - window.Before[axis];
            long[] inside = [.. Enumerable.Range(0, (int)window.Kernel[axis])
                .Select(k => first + (k * window.Dilations[axis]))];
            int counted = inside.Count(at => countsPadding
                ? at >= -window.Before[axis] && at < size + window.After[axis] : at >= 0 && at < size);
            foreach (long from in inside.Where(at => at >= 0 && at < size))
            {
                matrix[(from * count) + to] = 1.0 / counted;
            }
        }

        return matrix;
    }
}
