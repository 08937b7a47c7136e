using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <content>The step of AdamW.</content>
internal sealed partial record FusedKernel
{
    /// <summary>Parameter, mean, square, gradient and four scalars (factor of the gradient, rate, decay, root) to the
    /// next parameter, mean and square.</summary>
    /// <remarks>Source: Loshchilov and Hutter, ICLR 2019, algorithm 2; the same sums as
    /// <see cref="OptimizerUpdate"/> writes with standard operators.</remarks>
    public static FusedKernel AdamW { get; } = new("AdamW", 8, 3, run =>
    {
        Floats[] given = [run.Input(0), run.Input(1), run.Input(2), run.Input(3)];
        Floats[] made = [run.Output(0), run.Output(1), run.Output(2)];
        float[] scalars = [run.Input(4).First, run.Input(5).First, run.Input(6).First, run.Input(7).First,
            .. run.Numbers];
        nint count = given[0].Count;
        run.Parallel((int)((count + BlockSize - 1) / BlockSize), block =>
        {
            nint start = (nint)block * BlockSize;
            int length = (int)Math.Min(BlockSize, count - start);
            AdamWBlock(given[0].Part(start, length), given[1].Part(start, length), given[2].Part(start, length),
                given[3].Part(start, length), scalars, made[0].Part(start, length), made[1].Part(start, length),
                made[2].Part(start, length));
        });
    });

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AdamWBlock(
        ReadOnlySpan<float> parameter, ReadOnlySpan<float> mean, ReadOnlySpan<float> square,
        ReadOnlySpan<float> gradient, float[] scalars, Span<float> nextParameter, Span<float> nextMean,
        Span<float> nextSquare)
    {
        (float factor, float rate, float decay, float root) = (scalars[0], scalars[1], scalars[2], scalars[3]);
        (float beta1, float rest1, float beta2, float rest2) = (scalars[4], scalars[5], scalars[6], scalars[7]);
        float epsilon = scalars[8];
        int i = 0;
        for (; i + 8 <= parameter.Length; i += 8)
        {
            Vector256<float> g = Vector256.Create(gradient[i..]) * factor;
            Vector256<float> m = (Vector256.Create(mean[i..]) * beta1) + (g * rest1);
            Vector256<float> v = (Vector256.Create(square[i..]) * beta2) + (g * g * rest2);
            m.CopyTo(nextMean[i..]);
            v.CopyTo(nextSquare[i..]);
            Vector256<float> step = m / ((Vector256.Sqrt(v) * root) + Vector256.Create(epsilon));
            ((Vector256.Create(parameter[i..]) * decay) - (step * rate)).CopyTo(nextParameter[i..]);
        }

        for (; i < parameter.Length; i++)
        {
            float g = gradient[i] * factor;
            float m = (mean[i] * beta1) + (g * rest1);
            float v = (square[i] * beta2) + (g * g * rest2);
            (nextMean[i], nextSquare[i]) = (m, v);
            nextParameter[i] = (parameter[i] * decay) - (m / ((MathF.Sqrt(v) * root) + epsilon) * rate);
        }
    }
}
