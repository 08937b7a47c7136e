using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>Runs a function of two numbers over two tensors of one size.</summary>
internal static class ElementwiseKernel
{
    /// <summary>The function, on eight pairs at once.</summary>
    internal interface IFunction
    {
        /// <summary>Computes eight results.</summary>
        /// <param name="a">Eight numbers of the first tensor.</param>
        /// <param name="b">Eight numbers of the second.</param>
        /// <param name="low">A setting.</param>
        /// <param name="high">A setting.</param>
        /// <returns>The results.</returns>
        static abstract Vector256<float> Apply(
            Vector256<float> a, Vector256<float> b, Vector256<float> low, Vector256<float> high);
    }

    internal static void Run<T>(KernelRun run, Floats a, Floats b, float low = 0, float high = 0)
        where T : IFunction
    {
        Floats result = run.Output(0);
        nint count = result.Count;
        int parts = (int)((count + FusedKernel.BlockSize - 1) / FusedKernel.BlockSize);
        run.Parallel(Math.Max(parts, 1), part =>
        {
            nint start = (nint)part * FusedKernel.BlockSize;
            int length = (int)Math.Min(FusedKernel.BlockSize, count - start);
            Block<T>(a.Part(start, length), b.Part(start, length), result.Part(start, length),
                Vector256.Create(low), Vector256.Create(high));
        });
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<T>(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> to, Vector256<float> low, Vector256<float> high)
        where T : IFunction
    {
        ref float first = ref MemoryMarshal.GetReference(a);
        ref float second = ref MemoryMarshal.GetReference(b);
        ref float result = ref MemoryMarshal.GetReference(to);
        int i = 0;
        for (; i + 8 <= to.Length; i += 8)
        {
            T.Apply(Vector256.LoadUnsafe(ref first, (nuint)i), Vector256.LoadUnsafe(ref second, (nuint)i), low, high)
                .StoreUnsafe(ref result, (nuint)i);
        }

        if (i < to.Length)
        {
            // The last few go through the same function, in a buffer.
            Span<float> rest = stackalloc float[24];
            rest.Clear();
            a[i..].CopyTo(rest);
            b[i..].CopyTo(rest[8..]);
            T.Apply(Vector256.Create<float>(rest), Vector256.Create<float>(rest[8..]), low, high).CopyTo(rest[16..]);
            rest.Slice(16, to.Length - i).CopyTo(to[i..]);
        }
    }
}
