using System.Numerics.Tensors;

namespace Isonomia.Onnx;

/// <content>Softmax along the last axis.</content>
internal sealed partial record FusedKernel
{
    /// <summary>y (g − Σ g y) a row.</summary>
    public static FusedKernel SoftmaxGradient { get; } = new("SoftmaxGradient", 2, 1, run =>
    {
        Floats g = run.Input(0);
        Floats y = run.Input(1);
        Floats result = run.Output(0);
        int width = (int)run.Settings[0];
        Rows.Run(run, (int)(result.Count / width), width, (first, count) =>
        {
            for (int row = first; row < first + count; row++)
            {
                nint start = (nint)row * width;
                ReadOnlySpan<float> slope = g.Part(start, width);
                ReadOnlySpan<float> share = y.Part(start, width);
                float mean = TensorPrimitives.Dot(slope, share);
                Span<float> to = result.Part(start, width);
                TensorPrimitives.Subtract(slope, mean, to);
                TensorPrimitives.Multiply(to, share, to);
            }
        });
    })
    {
        MayReplaceFirstInput = true,
    };

    private static bool WriteSoftmaxGradient(GradientContext c)
    {
        Value y = c.Output();
        if (c.Axis("axis", -1, y.Rank) != y.Rank - 1)
        {
            return false;
        }

        c.Give(0, c.Writer.Kernel(SoftmaxGradient, [y.Shape], [c.Gradient(), y], [y.Shape[^1]])[0]);
        return true;
    }
}
