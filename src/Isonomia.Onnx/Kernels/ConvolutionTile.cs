using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>Sums of products over places: eight output channels times 16 or 32 numbers of the input.</summary>
internal static class ConvolutionTile
{
    /// <summary>Adds to <paramref name="sums"/>, 8 rows of 16 or 32 numbers.</summary>
    /// <param name="slopes">For every place the eight channels of the output's gradient.</param>
    /// <param name="input">Where the tap reads for a row of offset 0.</param>
    /// <param name="rows">The offset of every row.</param>
    /// <param name="columns">Places of a row.</param>
    /// <param name="step">From one place to the next in the input.</param>
    /// <param name="sums">Where the sums go.</param>
    internal static void AddTwo(
        ReadOnlySpan<float> slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, Span<float> sums)
    {
        _ = slopes[..(rows.Length * columns * ConvolutionShape.PanelSize)];
        _ = sums[..(ConvolutionShape.PanelSize * ConvolutionShape.Lanes)];
        if (Vector512.IsHardwareAccelerated)
        {
            Wide(ref MemoryMarshal.GetReference(slopes), ref input, rows, columns, step,
                ref MemoryMarshal.GetReference(sums));
            return;
        }

        Quarters(slopes, ref input, rows, columns, step, sums, 2);
    }

    /// <summary>The same with 16 numbers of the input.</summary>
    internal static void AddOne(
        ReadOnlySpan<float> slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, Span<float> sums)
    {
        _ = slopes[..(rows.Length * columns * ConvolutionShape.PanelSize)];
        _ = sums[..(ConvolutionShape.PanelSize * ConvolutionShape.Lanes / 2)];
        if (Vector512.IsHardwareAccelerated)
        {
            Narrow(ref MemoryMarshal.GetReference(slopes), ref input, rows, columns, step,
                ref MemoryMarshal.GetReference(sums));
            return;
        }

        Quarters(slopes, ref input, rows, columns, step, sums, 1);
    }

    /// <summary>What processors without vectors of 16 numbers do: four rows of 16 numbers at a time.</summary>
    internal static void Quarters(
        ReadOnlySpan<float> slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, Span<float> sums,
        int vectors)
    {
        int width = vectors * 16;
        for (int part = 0; part < 2 * vectors; part++)
        {
            (int row, int lane) = (part / vectors * 4, part % vectors * 16);
            Quarter(ref Unsafe.Add(ref MemoryMarshal.GetReference(slopes), row), ref Unsafe.Add(ref input, lane), rows,
                columns, step, ref MemoryMarshal.GetReference(sums[((row * width) + lane)..]), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Wide(
        ref float slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, ref float sums)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector512<float> d0 = default, d1 = default, e0 = default, e1 = default, f0 = default, f1 = default;
        Vector512<float> g0 = default, g1 = default, h0 = default, h1 = default;
        foreach (int row in rows)
        {
            ref float here = ref Unsafe.Add(ref input, row);
            for (int i = 0; i < columns; i++)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref here);
                Vector512<float> y = Vector512.LoadUnsafe(ref here, 16);
                Vector512<float> g = Vector512.Create(slopes);
                (a0, a1) = (Vector512.FusedMultiplyAdd(g, x, a0), Vector512.FusedMultiplyAdd(g, y, a1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 1));
                (b0, b1) = (Vector512.FusedMultiplyAdd(g, x, b0), Vector512.FusedMultiplyAdd(g, y, b1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 2));
                (c0, c1) = (Vector512.FusedMultiplyAdd(g, x, c0), Vector512.FusedMultiplyAdd(g, y, c1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 3));
                (d0, d1) = (Vector512.FusedMultiplyAdd(g, x, d0), Vector512.FusedMultiplyAdd(g, y, d1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 4));
                (e0, e1) = (Vector512.FusedMultiplyAdd(g, x, e0), Vector512.FusedMultiplyAdd(g, y, e1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 5));
                (f0, f1) = (Vector512.FusedMultiplyAdd(g, x, f0), Vector512.FusedMultiplyAdd(g, y, f1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 6));
                (g0, g1) = (Vector512.FusedMultiplyAdd(g, x, g0), Vector512.FusedMultiplyAdd(g, y, g1));
                g = Vector512.Create(Unsafe.Add(ref slopes, 7));
                (h0, h1) = (Vector512.FusedMultiplyAdd(g, x, h0), Vector512.FusedMultiplyAdd(g, y, h1));
                slopes = ref Unsafe.Add(ref slopes, 8);
                here = ref Unsafe.Add(ref here, step);
            }
        }

        Add(ref sums, 0, a0, a1);
        Add(ref sums, 32, b0, b1);
        Add(ref sums, 64, c0, c1);
        Add(ref sums, 96, d0, d1);
        Add(ref sums, 128, e0, e1);
        Add(ref sums, 160, f0, f1);
        Add(ref sums, 192, g0, g1);
        Add(ref sums, 224, h0, h1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow(
        ref float slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, ref float sums)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        Vector512<float> e = default, f = default, g = default, h = default;
        foreach (int row in rows)
        {
            ref float here = ref Unsafe.Add(ref input, row);
            for (int i = 0; i < columns; i++)
            {
                Vector512<float> x = Vector512.LoadUnsafe(ref here);
                a = Vector512.FusedMultiplyAdd(Vector512.Create(slopes), x, a);
                b = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 1)), x, b);
                c = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 2)), x, c);
                d = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 3)), x, d);
                e = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 4)), x, e);
                f = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 5)), x, f);
                g = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 6)), x, g);
                h = Vector512.FusedMultiplyAdd(Vector512.Create(Unsafe.Add(ref slopes, 7)), x, h);
                slopes = ref Unsafe.Add(ref slopes, 8);
                here = ref Unsafe.Add(ref here, step);
            }
        }

        Add(ref sums, 0, a, b);
        Add(ref sums, 32, c, d);
        Add(ref sums, 64, e, f);
        Add(ref sums, 96, g, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Quarter(
        ref float slopes, ref float input, ReadOnlySpan<int> rows, int columns, int step, ref float sums, int width)
    {
        Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
        Vector256<float> c0 = default, c1 = default, d0 = default, d1 = default;
        foreach (int row in rows)
        {
            ref float here = ref Unsafe.Add(ref input, row);
            for (int i = 0; i < columns; i++)
            {
                Vector256<float> x = Vector256.LoadUnsafe(ref here);
                Vector256<float> y = Vector256.LoadUnsafe(ref here, 8);
                var g = Vector256.Create(slopes);
                a0 = Vector256.MultiplyAddEstimate(g, x, a0);
                a1 = Vector256.MultiplyAddEstimate(g, y, a1);
                g = Vector256.Create(Unsafe.Add(ref slopes, 1));
                b0 = Vector256.MultiplyAddEstimate(g, x, b0);
                b1 = Vector256.MultiplyAddEstimate(g, y, b1);
                g = Vector256.Create(Unsafe.Add(ref slopes, 2));
                c0 = Vector256.MultiplyAddEstimate(g, x, c0);
                c1 = Vector256.MultiplyAddEstimate(g, y, c1);
                g = Vector256.Create(Unsafe.Add(ref slopes, 3));
                d0 = Vector256.MultiplyAddEstimate(g, x, d0);
                d1 = Vector256.MultiplyAddEstimate(g, y, d1);
                slopes = ref Unsafe.Add(ref slopes, 8);
                here = ref Unsafe.Add(ref here, step);
            }
        }

        Add(ref sums, a0, a1);
        Add(ref Unsafe.Add(ref sums, width), b0, b1);
        Add(ref Unsafe.Add(ref sums, 2 * width), c0, c1);
        Add(ref Unsafe.Add(ref sums, 3 * width), d0, d1);
    }

    private static void Add(ref float sums, nuint place, Vector512<float> left, Vector512<float> right)
    {
        (Vector512.LoadUnsafe(ref sums, place) + left).StoreUnsafe(ref sums, place);
        (Vector512.LoadUnsafe(ref sums, place + 16) + right).StoreUnsafe(ref sums, place + 16);
    }

    private static void Add(ref float sums, Vector256<float> left, Vector256<float> right)
    {
        (Vector256.LoadUnsafe(ref sums) + left).StoreUnsafe(ref sums);
        (Vector256.LoadUnsafe(ref sums, 8) + right).StoreUnsafe(ref sums, 8);
    }
}
