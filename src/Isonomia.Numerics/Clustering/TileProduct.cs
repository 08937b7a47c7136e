using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>The dot products of 8 rows with one panel of packed columns: the inner loop of everything that compares
/// embeddings.</summary>
/// <remarks>
/// <para>Every dot product is one chain of fused multiply-adds over the depth, in order. So a machine with AVX-512, one
/// with AVX2 and the plain form give the same bits, and a product does not depend on its place in the matrix.</para>
/// <para>A panel holds <see cref="Width"/> columns, depth by depth: 48 (three vectors of AVX-512, 24 accumulators in 32
/// registers) or 24 (three of AVX2, 12 accumulators in 16 registers).</para>
/// </remarks>
internal static unsafe class TileProduct
{
    /// <summary>The rows of a tile.</summary>
    internal const int Height = 8;

    private const int Wide = 48;
    private const int Narrow = 24;

    /// <summary>The columns of a panel on this machine.</summary>
    internal static readonly int Width = Vector512.IsHardwareAccelerated ? Wide : Narrow;

    /// <summary>Multiplies 8 rows with a panel of <see cref="Width"/> columns.</summary>
    /// <param name="rows">The first of 8 rows.</param>
    /// <param name="stride">The distance of two rows, in numbers.</param>
    /// <param name="panel">The panel, shape [depth, width].</param>
    /// <param name="depth">The length d of the rows.</param>
    /// <param name="tile">Receives the products, shape [8, width].</param>
    internal static void Multiply(float* rows, nint stride, float* panel, int depth, float* tile)
    {
        if (Width == Wide)
        {
            MultiplyWide(rows, stride, panel, depth, tile);
        }
        else
        {
            MultiplyNarrow(rows, stride, panel, depth, tile);
            MultiplyNarrow(rows + (4 * stride), stride, panel, depth, tile + (4 * Narrow));
        }
    }

    /// <summary>The plain form, for any width.</summary>
    internal static void MultiplyPlain(float* rows, nint stride, float* panel, int width, int depth, float* tile)
    {
        for (int r = 0; r < Height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                float sum = 0;
                for (int p = 0; p < depth; p++)
                {
                    sum = MathF.FusedMultiplyAdd(rows[(r * stride) + p], panel[(p * width) + c], sum);
                }

                tile[(r * width) + c] = sum;
            }
        }
    }

    /// <summary>8 rows × 48 columns.</summary>
    internal static void MultiplyWide(float* rows, nint stride, float* panel, int depth, float* tile)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector512<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        Vector512<float> e0 = default, e1 = default, e2 = default, f0 = default, f1 = default, f2 = default;
        Vector512<float> g0 = default, g1 = default, g2 = default, h0 = default, h1 = default, h2 = default;
        float* low = rows;
        float* high = rows + (4 * stride);
        nint twice = 2 * stride;
        nint thrice = 3 * stride;
        for (int p = 0; p < depth; p++)
        {
            Vector512<float> x = Vector512.Load(panel);
            Vector512<float> y = Vector512.Load(panel + 16);
            Vector512<float> z = Vector512.Load(panel + 32);
            panel += Wide;

            Vector512<float> s = Vector512.Create(*low);
            a0 = Vector512.FusedMultiplyAdd(s, x, a0);
            a1 = Vector512.FusedMultiplyAdd(s, y, a1);
            a2 = Vector512.FusedMultiplyAdd(s, z, a2);
            s = Vector512.Create(*(low + stride));
            b0 = Vector512.FusedMultiplyAdd(s, x, b0);
            b1 = Vector512.FusedMultiplyAdd(s, y, b1);
            b2 = Vector512.FusedMultiplyAdd(s, z, b2);
            s = Vector512.Create(*(low + twice));
            c0 = Vector512.FusedMultiplyAdd(s, x, c0);
            c1 = Vector512.FusedMultiplyAdd(s, y, c1);
            c2 = Vector512.FusedMultiplyAdd(s, z, c2);
            s = Vector512.Create(*(low + thrice));
            d0 = Vector512.FusedMultiplyAdd(s, x, d0);
            d1 = Vector512.FusedMultiplyAdd(s, y, d1);
            d2 = Vector512.FusedMultiplyAdd(s, z, d2);
            s = Vector512.Create(*high);
            e0 = Vector512.FusedMultiplyAdd(s, x, e0);
            e1 = Vector512.FusedMultiplyAdd(s, y, e1);
            e2 = Vector512.FusedMultiplyAdd(s, z, e2);
            s = Vector512.Create(*(high + stride));
            f0 = Vector512.FusedMultiplyAdd(s, x, f0);
            f1 = Vector512.FusedMultiplyAdd(s, y, f1);
            f2 = Vector512.FusedMultiplyAdd(s, z, f2);
            s = Vector512.Create(*(high + twice));
            g0 = Vector512.FusedMultiplyAdd(s, x, g0);
            g1 = Vector512.FusedMultiplyAdd(s, y, g1);
            g2 = Vector512.FusedMultiplyAdd(s, z, g2);
            s = Vector512.Create(*(high + thrice));
            h0 = Vector512.FusedMultiplyAdd(s, x, h0);
            h1 = Vector512.FusedMultiplyAdd(s, y, h1);
            h2 = Vector512.FusedMultiplyAdd(s, z, h2);
            low++;
            high++;
        }

        Store(tile, a0, a1, a2);
        Store(tile + Wide, b0, b1, b2);
        Store(tile + (2 * Wide), c0, c1, c2);
        Store(tile + (3 * Wide), d0, d1, d2);
        Store(tile + (4 * Wide), e0, e1, e2);
        Store(tile + (5 * Wide), f0, f1, f2);
        Store(tile + (6 * Wide), g0, g1, g2);
        Store(tile + (7 * Wide), h0, h1, h2);
    }

    /// <summary>4 rows × 24 columns.</summary>
    internal static void MultiplyNarrow(float* rows, nint stride, float* panel, int depth, float* tile)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, b0 = default, b1 = default, b2 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, d0 = default, d1 = default, d2 = default;
        nint twice = 2 * stride;
        nint thrice = 3 * stride;
        for (int p = 0; p < depth; p++)
        {
            Vector256<float> x = Vector256.Load(panel);
            Vector256<float> y = Vector256.Load(panel + 8);
            Vector256<float> z = Vector256.Load(panel + 16);
            panel += Narrow;

            Vector256<float> s = Vector256.Create(*rows);
            a0 = Vector256.FusedMultiplyAdd(s, x, a0);
            a1 = Vector256.FusedMultiplyAdd(s, y, a1);
            a2 = Vector256.FusedMultiplyAdd(s, z, a2);
            s = Vector256.Create(*(rows + stride));
            b0 = Vector256.FusedMultiplyAdd(s, x, b0);
            b1 = Vector256.FusedMultiplyAdd(s, y, b1);
            b2 = Vector256.FusedMultiplyAdd(s, z, b2);
            s = Vector256.Create(*(rows + twice));
            c0 = Vector256.FusedMultiplyAdd(s, x, c0);
            c1 = Vector256.FusedMultiplyAdd(s, y, c1);
            c2 = Vector256.FusedMultiplyAdd(s, z, c2);
            s = Vector256.Create(*(rows + thrice));
            d0 = Vector256.FusedMultiplyAdd(s, x, d0);
            d1 = Vector256.FusedMultiplyAdd(s, y, d1);
            d2 = Vector256.FusedMultiplyAdd(s, z, d2);
            rows++;
        }

        Store(tile, a0, a1, a2);
        Store(tile + Narrow, b0, b1, b2);
        Store(tile + (2 * Narrow), c0, c1, c2);
        Store(tile + (3 * Narrow), d0, d1, d2);
    }

    private static void Store(float* tile, Vector512<float> x, Vector512<float> y, Vector512<float> z)
    {
        x.Store(tile);
        y.Store(tile + 16);
        z.Store(tile + 32);
    }

    private static void Store(float* tile, Vector256<float> x, Vector256<float> y, Vector256<float> z)
    {
        x.Store(tile);
        y.Store(tile + 8);
        z.Store(tile + 16);
    }
}
