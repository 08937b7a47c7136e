using System.Runtime.CompilerServices;

namespace Isonomia.Onnx;

/// <content>The gradient of pooling by maxima over up to three spatial axes.</content>
internal sealed partial record FusedKernel
{
    /// <summary>Gives every output's gradient to the first of the largest numbers of its window, which is the one that
    /// the runtime names; the windows are looked through again, so that no places need to be kept.</summary>
    public static FusedKernel MaxPoolGradient { get; } = new("MaxPoolGradient", 2, 1, run =>
    {
        ConvolutionShape shape = new(run.Settings);
        (Floats g, Floats x, Floats result) = (run.Input(0), run.Input(1), run.Output(0));
        (int inside, int outside) = (checked((int)shape.Plane), checked((int)shape.OutPlane));
        run.Parallel(shape.Batch * shape.Groups, plane => MaxPoolPlane(
            shape, g.Part((nint)plane * outside, outside), x.Part((nint)plane * inside, inside),
            result.Part((nint)plane * inside, inside)));
    });

    private static bool WriteMaxPoolGradient(GradientContext c)
    {
        (Value x, Value y) = (c.Input(0), c.Output());
        var window = Window.Of(c, c.Integers("kernel_shape")!, x.Shape[2..], y.Shape[2..])
            with { Groups = x.Shape[1] };
        bool meetsAll = Enumerable.Range(0, window.Rank).All(i => window.Before[i] < window.Reach[i]
            && ((y.Shape[i + 2] - 1) * window.Strides[i]) - window.Before[i] < x.Shape[i + 2]);
        if (c.HasOutput(1) || !meetsAll || ConvolutionShape.Settings(x.Shape, y.Shape, window) is not { } settings)
        {
            return false;
        }

        c.Give(0, () => c.Writer.Kernel(MaxPoolGradient, [x.Shape], [c.Gradient(), x], settings)[0]);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MaxPoolPlane(
        ConvolutionShape shape, ReadOnlySpan<float> g, ReadOnlySpan<float> x, Span<float> result)
    {
        result.Clear();
        (int height, int width) = (shape.Size[1], shape.Size[2]);
        int gap = shape.Gap[2];
        int place = 0;
        for (int outZ = 0; outZ < shape.OutSize[0]; outZ++)
        {
            (int firstZ, int endZ) = Bounds(shape, 0, outZ);
            for (int outY = 0; outY < shape.OutSize[1]; outY++)
            {
                (int firstY, int endY) = Bounds(shape, 1, outY);
                for (int outX = 0; outX < shape.OutSize[2]; outX++)
                {
                    (int firstX, int endX) = Bounds(shape, 2, outX);
                    int best = (((firstZ * height) + firstY) * width) + firstX;
                    float most = x[best];
                    for (int z = firstZ; z < endZ; z += shape.Gap[0])
                    {
                        for (int y = firstY; y < endY; y += shape.Gap[1])
                        {
                            int row = ((z * height) + y) * width;
                            for (int column = firstX; column < endX; column += gap)
                            {
                                float here = x[row + column];
                                if (here > most)
                                {
                                    (most, best) = (here, row + column);
                                }
                            }
                        }
                    }

                    result[best] += g[place++];
                }
            }
        }
    }

    /// <summary>The places of a window along an axis that lie in the picture.</summary>
    private static (int First, int End) Bounds(ConvolutionShape shape, int axis, int place)
    {
        int first = (place * shape.Stride[axis]) - shape.Before[axis];
        int end = Math.Min(first + ((shape.Kernel[axis] - 1) * shape.Gap[axis]) + 1, shape.Size[axis]);
        return (first >= 0 ? first : first + ((shape.Gap[axis] - 1 - first) / shape.Gap[axis] * shape.Gap[axis]), end);
    }
}
