using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>Sums of products over taps and input channels: eight places times 16 or 32 output channels.</summary>
internal static class VolumeTile
{
    /// <summary>Adds to 8 rows of <paramref name="sums"/>.</summary>
    /// <param name="weights">For every tap and input channel those of 32 output channels.</param>
    /// <param name="input">The first place.</param>
    /// <param name="taps">Where each tap reads, from there.</param>
    /// <param name="lanes">Input channels.</param>
    /// <param name="step">From one place to the next.</param>
    /// <param name="sums">Where the sums go.</param>
    /// <param name="width">From one row of sums to the next.</param>
    /// <param name="isNarrow">Whether there are at most 16 output channels.</param>
    internal static void Add(
        ReadOnlySpan<float> weights, ref float input, ReadOnlySpan<int> taps, int lanes, int step, Span<float> sums,
        int width, bool isNarrow)
    {
        _ = weights[..(taps.Length * lanes * ConvolutionShape.Lanes)];
        _ = sums[..((7 * width) + ConvolutionShape.Lanes)];
        ref float first = ref MemoryMarshal.GetReference(weights);
        ref float to = ref MemoryMarshal.GetReference(sums);
        if (!Vector512.IsHardwareAccelerated)
        {
            Quarters(ref first, ref input, taps, lanes, step, ref to, width);
        }
        else if (isNarrow)
        {
            Narrow(ref first, ref input, taps, lanes, step, ref to, width);
        }
        else
        {
            Wide(ref first, ref input, taps, lanes, step, ref to, width);
        }
    }

    /// <summary>What processors without vectors of 16 numbers do: four places and 16 channels at a time.</summary>
    internal static void Quarters(
        ref float weights, ref float input, ReadOnlySpan<int> taps, int lanes, int step, ref float sums, int width)
    {
        for (int part = 0; part < 4; part++)
        {
            (int place, int lane) = (part / 2 * 4, part % 2 * 16);
            Quarter(ref Unsafe.Add(ref weights, lane), ref Unsafe.Add(ref input, (nint)place * step), taps, lanes, step,
                ref Unsafe.Add(ref sums, ((nint)place * width) + lane), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(
        ref float weights, ref float input, ReadOnlySpan<int> taps, int lanes, nint step, ref float sums, nint width)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector512<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        Vector512<float> g0 = default, g1 = default, h0 = default, h1 = default;
        foreach (int tap in taps)
        {
            ref float here = ref Unsafe.Add(ref input, tap);
            ref float there = ref Unsafe.Add(ref here, 4 * step);
            for (int i = 0; i < lanes; i++)
            {
                Vector512<float> v = Vector512.LoadUnsafe(ref weights);
                Vector512<float> w = Vector512.LoadUnsafe(ref weights, 16);
                Vector512<float> x = Vector512.Create(here);
                (a0, a1) = (Vector512.FusedMultiplyAdd(x, v, a0), Vector512.FusedMultiplyAdd(x, w, a1));
                x = Vector512.Create(Unsafe.Add(ref here, step));
                (b0, b1) = (Vector512.FusedMultiplyAdd(x, v, b0), Vector512.FusedMultiplyAdd(x, w, b1));
                x = Vector512.Create(Unsafe.Add(ref here, 2 * step));
                (c0, c1) = (Vector512.FusedMultiplyAdd(x, v, c0), Vector512.FusedMultiplyAdd(x, w, c1));
                x = Vector512.Create(Unsafe.Add(ref here, 3 * step));
                (d0, d1) = (Vector512.FusedMultiplyAdd(x, v, d0), Vector512.FusedMultiplyAdd(x, w, d1));
                x = Vector512.Create(there);
                (e0, e1) = (Vector512.FusedMultiplyAdd(x, v, e0), Vector512.FusedMultiplyAdd(x, w, e1));
                x = Vector512.Create(Unsafe.Add(ref there, step));
                (f0, f1) = (Vector512.FusedMultiplyAdd(x, v, f0), Vector512.FusedMultiplyAdd(x, w, f1));
                x = Vector512.Create(Unsafe.Add(ref there, 2 * step));
                (g0, g1) = (Vector512.FusedMultiplyAdd(x, v, g0), Vector512.FusedMultiplyAdd(x, w, g1));
                x = Vector512.Create(Unsafe.Add(ref there, 3 * step));
                (h0, h1) = (Vector512.FusedMultiplyAdd(x, v, h0), Vector512.FusedMultiplyAdd(x, w, h1));
                weights = ref Unsafe.Add(ref weights, 32);
                here = ref Unsafe.Add(ref here, 1);
                there = ref Unsafe.Add(ref there, 1);
            }
        }

        Add(ref sums, a0, a1);
        Add(ref Unsafe.Add(ref sums, width), b0, b1);
        Add(ref Unsafe.Add(ref sums, 2 * width), c0, c1);
        Add(ref Unsafe.Add(ref sums, 3 * width), d0, d1);
        Add(ref Unsafe.Add(ref sums, 4 * width), e0, e1);
        Add(ref Unsafe.Add(ref sums, 5 * width), f0, f1);
        Add(ref Unsafe.Add(ref sums, 6 * width), g0, g1);
        Add(ref Unsafe.Add(ref sums, 7 * width), h0, h1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(
        ref float weights, ref float input, ReadOnlySpan<int> taps, int lanes, nint step, ref float sums, nint width)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        Vector512<float> e = default, f = default, g = default, h = default;
        foreach (int tap in taps)
        {
            ref float here = ref Unsafe.Add(ref input, tap);
            ref float there = ref Unsafe.Add(ref here, 4 * step);
            for (int i = 0; i < lanes; i++)
            {
                Vector512<float> v = Vector512.LoadUnsafe(ref weights);
                a = Vector512.FusedMultiplyAdd(Vector512.Create(here), v, a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref here, step)), v, b);
                c = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref here, 2 * step)), v, c);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref here, 3 * step)), v, d);
                e = Vector512.FusedMultiplyAdd(Vector512.Create(there), v, e);
                f = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref there, step)), v, f);
                g = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref there, 2 * step)), v, g);
                h = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref there, 3 * step)), v, h);
                weights = ref Unsafe.Add(ref weights, 32);
                here = ref Unsafe.Add(ref here, 1);
                there = ref Unsafe.Add(ref there, 1);
            }
        }

        Add(ref sums, a);
        Add(ref Unsafe.Add(ref sums, width), b);
        Add(ref Unsafe.Add(ref sums, 2 * width), c);
        Add(ref Unsafe.Add(ref sums, 3 * width), d);
        Add(ref Unsafe.Add(ref sums, 4 * width), e);
        Add(ref Unsafe.Add(ref sums, 5 * width), f);
        Add(ref Unsafe.Add(ref sums, 6 * width), g);
        Add(ref Unsafe.Add(ref sums, 7 * width), h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter(
        ref float weights, ref float input, ReadOnlySpan<int> taps, int lanes, nint step, ref float sums, nint width)
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector256<float> c0 = default, c1 = default, d0 = default, d1 = default;
        foreach (int tap in taps)
        {
            ref float here = ref Unsafe.Add(ref input, tap);
            for (int i = 0; i < lanes; i++)
            {
                Vector256<float> v = Vector256.LoadUnsafe(ref weights);
                Vector256<float> w = Vector256.LoadUnsafe(ref weights, 8);
                var x = Vector256.Create(here);
                (a0, a1) = (Vector256.MultiplyAddEstimate(x, v, a0), Vector256.MultiplyAddEstimate(x, w, a1));
                x = Vector256.Create(Unsafe.Add(ref here, step));
                (b0, b1) = (Vector256.MultiplyAddEstimate(x, v, b0), Vector256.MultiplyAddEstimate(x, w, b1));
                x = Vector256.Create(Unsafe.Add(ref here, 2 * step));
                (c0, c1) = (Vector256.MultiplyAddEstimate(x, v, c0), Vector256.MultiplyAddEstimate(x, w, c1));
                x = Vector256.Create(Unsafe.Add(ref here, 3 * step));
                (d0, d1) = (Vector256.MultiplyAddEstimate(x, v, d0), Vector256.MultiplyAddEstimate(x, w, d1));
                weights = ref Unsafe.Add(ref weights, 32);
                here = ref Unsafe.Add(ref here, 1);
            }
        }

        Add(ref sums, a0, a1);
        Add(ref Unsafe.Add(ref sums, width), b0, b1);
        Add(ref Unsafe.Add(ref sums, 2 * width), c0, c1);
        Add(ref Unsafe.Add(ref sums, 3 * width), d0, d1);
    }

    private static void Add(ref float sums, Vector512<float> left, Vector512<float> right)
    {
        (Vector512.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector512.LoadUnsafe(ref sums, 16) + right).StoreUnsafe(ref sums, 16);
    }

    private static void Add(ref float sums, Vector512<float> more) =>
        (Vector512.LoadUnsafe(ref sums) + more).StoreUnsafe(ref sums);

    private static void Add(ref float sums, Vector256<float> left, Vector256<float> right)
    {
        (Vector256.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector256.LoadUnsafe(ref sums, 8) + right).StoreUnsafe(ref sums, 8);
    }
}
