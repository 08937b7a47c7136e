namespace Isonomia.Onnx;

/// <summary>The shares that a Resize along one axis gives each old place in each new one.</summary>
/// <remarks>Source: the definition of Resize in the ONNX operator specification.</remarks>
internal static class ResizeMatrix
{
    /// <summary>The matrix <c>[from, to]</c>.</summary>
    internal static double[] Of(GradientContext c, long from, long to, double scale)
    {
        string mode = c.Text("mode", "nearest");
        bool excludesOutside = c.Integer("exclude_outside", 0) != 0;
        double[] matrix = new double[from * to];
        for (long place = 0; place < to; place++)
        {
            double at = Coordinate(c, place, from, to, scale);
            (long First, double[] Shares) kernel = mode switch
            {
                "nearest" => (Nearest(c, at), [1.0]),
                "linear" => Linear(at),
                "cubic" => Cubic(at, c.Real("cubic_coeff_a", -0.75)),
                _ => throw c.Unsupported($"the mode '{mode}' has no rule"),
            };
            double kept = 0;
            for (int k = 0; k < kernel.Shares.Length; k++)
            {
                long old = kernel.First + k;
                if (excludesOutside && (old < 0 || old >= from))
                {
                    continue;
                }

                kept += kernel.Shares[k];
                matrix[(Math.Clamp(old, 0, from - 1) * to) + place] += kernel.Shares[k];
            }

            for (long old = 0; excludesOutside && old < from; old++)
            {
                matrix[(old * to) + place] /= kept;
            }
        }

        return matrix;
    }

    private static double Coordinate(GradientContext c, long place, long from, long to, double scale) =>
        c.Text("coordinate_transformation_mode", "half_pixel") switch
        {
            "half_pixel" => ((place + 0.5) / scale) - 0.5,
            "half_pixel_symmetric" => (from / 2.0 * (1 - (to / (scale * from)))) + ((place + 0.5) / scale) - 0.5,
            "pytorch_half_pixel" => to > 1 ? ((place + 0.5) / scale) - 0.5 : 0,
            "align_corners" => to == 1 ? 0 : (double)place * (from - 1) / (to - 1),
            "asymmetric" => place / scale,
            string other => throw c.Unsupported($"the coordinates '{other}' have no rule"),
        };

    private static long Nearest(GradientContext c, double at) =>
        (long)(c.Text("nearest_mode", "round_prefer_floor") switch
        {
            "round_prefer_floor" => Math.Ceiling(at - 0.5),
            "round_prefer_ceil" => Math.Floor(at + 0.5),
            "floor" => Math.Floor(at),
            "ceil" => Math.Ceiling(at),
            string other => throw c.Unsupported($"the rounding '{other}' has no rule"),
        });

    private static (long First, double[] Shares) Linear(double at)
    {
        double floor = Math.Floor(at);
        return ((long)floor, [1 - (at - floor), at - floor]);
    }

    /// <summary>Source: Keys, IEEE Transactions on Acoustics, Speech and Signal Processing 1981, equation 15 with the
    /// parameter free.</summary>
    private static (long First, double[] Shares) Cubic(double at, double a)
    {
        double floor = Math.Floor(at);
        double t = at - floor;
        double Near(double x) => ((((a + 2) * x) - (a + 3)) * x * x) + 1;
        double Far(double x) => (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a);
        return ((long)floor - 1, [Far(t + 1), Near(t), Near(1 - t), Far(2 - t)]);
    }
}
