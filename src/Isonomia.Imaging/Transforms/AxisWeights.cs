namespace Isonomia.Imaging;

/// <summary>Which source pixels, with which weights, make each pixel along one axis.</summary>
internal sealed class AxisWeights
{
    private AxisWeights(int count, int stride) =>
        (Starts, Counts, Weights, Stride) = (new int[count], new int[count], new double[count * stride], stride);

    /// <summary>The first source pixel of each target pixel.</summary>
    internal int[] Starts { get; }

    /// <summary>How many source pixels count for each target pixel.</summary>
    internal int[] Counts { get; }

    /// <summary>The weights, <see cref="Stride"/> places a target pixel.</summary>
    internal double[] Weights { get; }

    internal int Stride { get; }

    /// <summary>The nearest pixel, by Pillow's repeated addition of the step.</summary>
    internal static int[] Nearest(int from, int to)
    {
        int[] indices = new int[to];
        double step = (double)from / to;
        double at = step * 0.5;
        for (int i = 0; i < to; i++, at += step)
        {
            indices[i] = Math.Min((int)at, from - 1);
        }

        return indices;
    }

    /// <summary>Pillow's weights: the kernel widens with the step, and what lies outside the picture is left
    /// away.</summary>
    internal static AxisWeights Widened(int from, int to, ResizeKernel kernel)
    {
        double scale = (double)from / to;
        double widening = Math.Max(scale, 1);
        double support = (kernel switch { ResizeKernel.Linear => 1.0, ResizeKernel.Cubic => 2, _ => 3 }) * widening;
        AxisWeights axis = new(to, ((int)Math.Ceiling(support) * 2) + 1);
        double inverse = 1 / widening;
        for (int i = 0; i < to; i++)
        {
            double center = (i + 0.5) * scale;
            int first = Math.Max((int)(center - support + 0.5), 0);
            int count = Math.Min((int)(center + support + 0.5), from) - first;
            Span<double> weights = axis.Weights.AsSpan(i * axis.Stride, count);
            double sum = 0;
            for (int j = 0; j < count; j++)
            {
                weights[j] = Kernel((j + first - center + 0.5) * inverse, kernel);
                sum += weights[j];
            }

            for (int j = 0; j < count && sum != 0; j++)
            {
                weights[j] /= sum;
            }

            (axis.Starts[i], axis.Counts[i]) = (first, count);
        }

        return axis;
    }

    /// <summary>torch's weights without antialiasing: two or four pixels, those outside the picture repeat its
    /// edge.</summary>
    internal static AxisWeights Fixed(int from, int to, bool isCubic)
    {
        double scale = (double)from / to;
        AxisWeights axis = new(to, isCubic ? 4 : 2);
        Span<double> taps = stackalloc double[4];
        for (int i = 0; i < to; i++)
        {
            double at = ((i + 0.5) * scale) - 0.5;
            at = isCubic ? at : Math.Max(at, 0);
            int floor = (int)Math.Floor(at);
            double t = at - floor;
            int first = isCubic ? floor - 1 : floor;
            int count = isCubic ? 4 : 2;
            for (int j = 0; j < count; j++)
            {
                taps[j] = isCubic ? SharpCubic(Math.Abs(t - (j - 1))) : j == 0 ? 1 - t : t;
            }

            int start = Math.Clamp(first, 0, from - 1);
            int end = Math.Clamp(first + count - 1, 0, from - 1);
            for (int j = 0; j < count; j++)
            {
                axis.Weights[(i * axis.Stride) + Math.Clamp(first + j, 0, from - 1) - start] += taps[j];
            }

            (axis.Starts[i], axis.Counts[i]) = (start, end - start + 1);
        }

        return axis;
    }

    /// <summary>Each pixel counts with the part of it that the target pixel covers.</summary>
    internal static AxisWeights Covered(int from, int to)
    {
        double scale = (double)from / to;
        AxisWeights axis = new(to, (int)Math.Ceiling(scale) + 2);
        for (int i = 0; i < to; i++)
        {
            // Products of whole numbers, so that equal edges are equal.
            double left = (double)((long)i * from) / to;
            double right = (double)(((long)i + 1) * from) / to;
            int first = (int)left;
            int last = Math.Min((int)Math.Ceiling(right), from) - 1;
            for (int j = first; j <= last; j++)
            {
                axis.Weights[(i * axis.Stride) + j - first] =
                    (Math.Min(j + 1, right) - Math.Max(j, left)) / (right - left);
            }

            (axis.Starts[i], axis.Counts[i]) = (first, last - first + 1);
        }

        return axis;
    }

    private static double Kernel(double x, ResizeKernel kernel)
    {
        switch (kernel)
        {
            case ResizeKernel.Linear:
                x = Math.Abs(x);
                return x < 1 ? 1 - x : 0;
            case ResizeKernel.Cubic:
                const double A = -0.5;
                x = Math.Abs(x);
                return x < 1 ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
                    : x < 2 ? (((x - 5) * x + 8) * x - 4) * A
                    : 0;
            default:
                return x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0;
        }
    }

    private static double Sinc(double x)
    {
        x *= Math.PI;
        return x == 0 ? 1 : Math.Sin(x) / x;
    }

    /// <summary>The cubic with a = −0.75, at a distance in [0, 2].</summary>
    private static double SharpCubic(double x)
    {
        const double A = -0.75;
        return x <= 1 ? ((((A + 2) * x) - (A + 3)) * x * x) + 1 : (((A * x) - (5 * A)) * x + (8 * A)) * x - (4 * A);
    }
}
