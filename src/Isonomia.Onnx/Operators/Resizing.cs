namespace Isonomia.Onnx;

/// <content>Resize: a matrix along every axis, so its gradient is the transposed matrices.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule Resize { get; } = Elementwise("Resize", (c, x, y, g) =>
    {
        if (c.Integer("antialias", 0) != 0
            || c.Text("coordinate_transformation_mode", "half_pixel") == "tf_crop_and_resize")
        {
            throw c.Unsupported("antialias and tf_crop_and_resize have no rule");
        }

        long[] axes = c.Integers("axes") ?? [.. Enumerable.Range(0, x.Rank).Select(i => (long)i)];
        double[]? scales = c.Has(2) ? c.RealConstants(2) : null;
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + x.Rank : axes[i]);
            (long from, long to) = (x.Shape[axis], y.Shape[axis]);
            double scale = scales is { Length: > 0 } ? scales[i] : (double)to / from;
            if (from != to || scale != 1)
            {
                g = c.Writer.AlongAxis(g, axis, ResizeMatrix.Of(c, from, to, scale), from);
            }
        }

        return g;
    });
}
