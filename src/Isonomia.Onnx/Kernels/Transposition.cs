using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Isonomia.Onnx;

/// <summary>Puts rows of numbers side by side: number i of row r goes to place i · step + r.</summary>
internal static class Transposition
{
    private const int Side = 8;

    /// <param name="from">The rows.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="count">Numbers of a row.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="step">From one place to the next, at least <paramref name="rows"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(
        ReadOnlySpan<float> from, int stride, int rows, int count, Span<float> to, int step)
    {
        // Bounds once, for all that follows.
        _ = from[..(((rows - 1) * stride) + count)];
        _ = to[..(((count - 1) * step) + rows)];
        ref float source = ref MemoryMarshal.GetReference(from);
        ref float target = ref MemoryMarshal.GetReference(to);
        int row = 0;
        for (; row + Side <= rows && Avx.IsSupported; row += Side)
        {
            ref float first = ref Unsafe.Add(ref source, (nint)row * stride);
            int i = 0;
            for (; i + Side <= count; i += Side)
            {
                Square(ref Unsafe.Add(ref first, i), stride, ref Unsafe.Add(ref target, (nint)(i * step) + row), step);
            }

            for (; i < count; i++)
            {
                for (int r = 0; r < Side; r++)
                {
                    Unsafe.Add(ref target, (nint)(i * step) + row + r) = Unsafe.Add(ref first, ((nint)r * stride) + i);
                }
            }
        }

        for (; row < rows; row++)
        {
            ref float first = ref Unsafe.Add(ref source, (nint)row * stride);
            for (int i = 0; i < count; i++)
            {
                Unsafe.Add(ref target, (nint)(i * step) + row) = Unsafe.Add(ref first, i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(ref float from, nint stride, ref float to, nint step)
    {
        Vector256<float> a = Vector256.LoadUnsafe(ref from);
        Vector256<float> b = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, stride));
        Vector256<float> c = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * stride));
        Vector256<float> d = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * stride));
        Vector256<float> e = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * stride));
        Vector256<float> f = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 5 * stride));
        Vector256<float> g = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 6 * stride));
        Vector256<float> h = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 7 * stride));
        (Vector256<float> ab, Vector256<float> abHigh) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        (Vector256<float> cd, Vector256<float> cdHigh) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
        (Vector256<float> ef, Vector256<float> efHigh) = (Avx.UnpackLow(e, f), Avx.UnpackHigh(e, f));
        (Vector256<float> gh, Vector256<float> ghHigh) = (Avx.UnpackLow(g, h), Avx.UnpackHigh(g, h));
        Pair(Avx.Shuffle(ab, cd, 0x44), Avx.Shuffle(ef, gh, 0x44), ref to, step);
        Pair(Avx.Shuffle(ab, cd, 0xEE), Avx.Shuffle(ef, gh, 0xEE), ref Unsafe.Add(ref to, step), step);
        Pair(Avx.Shuffle(abHigh, cdHigh, 0x44), Avx.Shuffle(efHigh, ghHigh, 0x44),
            ref Unsafe.Add(ref to, 2 * step), step);
        Pair(Avx.Shuffle(abHigh, cdHigh, 0xEE), Avx.Shuffle(efHigh, ghHigh, 0xEE),
            ref Unsafe.Add(ref to, 3 * step), step);
    }

    /// <summary>The low halves make one place, the high halves the fourth after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector256<float> left, Vector256<float> right, ref float to, nint step)
    {
        Avx.Permute2x128(left, right, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(left, right, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 4 * step));
    }
}
