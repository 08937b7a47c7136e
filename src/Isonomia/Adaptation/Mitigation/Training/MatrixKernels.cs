using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Isonomia.Adaptation;

/// <summary>The two products that train a dense layer, vectorized, single-threaded and therefore the same bits every
/// time on one machine.</summary>
internal static class MatrixKernels
{
    /// <summary>Y = X·Wᵀ + b: rows of X against rows of W.</summary>
    /// <param name="x">The inputs, shape [m, d].</param>
    /// <param name="w">The weights, shape [o, d].</param>
    /// <param name="bias">The biases, shape [o].</param>
    /// <param name="y">Receives the outputs, shape [m, o].</param>
    /// <param name="d">The common length d.</param>
    internal static void RowsByRows(
        ReadOnlySpan<float> x, ReadOnlySpan<float> w, ReadOnlySpan<float> bias, Span<float> y, int d)
    {
        int m = x.Length / d;
        int o = bias.Length;
        int lanes = Vector<float>.Count;
        ref float xs = ref MemoryMarshal.GetReference(x);
        ref float ws = ref MemoryMarshal.GetReference(w);
        for (int i = 0; i < m; i += 4)
        {
            int rows = Math.Min(4, m - i);
            int k = 0;
            for (; rows == 4 && k <= o - 2; k += 2)
            {
                (nuint a, nuint b, nuint c, nuint e) =
                    ((nuint)(i * d), (nuint)((i + 1) * d), (nuint)((i + 2) * d), (nuint)((i + 3) * d));
                (nuint p, nuint q) = ((nuint)(k * d), (nuint)((k + 1) * d));
                Vector<float> s00 = default, s01 = default, s10 = default, s11 = default;
                Vector<float> s20 = default, s21 = default, s30 = default, s31 = default;
                int j = 0;
                for (; j <= d - lanes; j += lanes)
                {
                    nuint at = (nuint)j;
                    Vector<float> w0 = Vector.LoadUnsafe(ref ws, p + at);
                    Vector<float> w1 = Vector.LoadUnsafe(ref ws, q + at);
                    Vector<float> row = Vector.LoadUnsafe(ref xs, a + at);
                    s00 = Vector.FusedMultiplyAdd(row, w0, s00);
                    s01 = Vector.FusedMultiplyAdd(row, w1, s01);
                    row = Vector.LoadUnsafe(ref xs, b + at);
                    s10 = Vector.FusedMultiplyAdd(row, w0, s10);
                    s11 = Vector.FusedMultiplyAdd(row, w1, s11);
                    row = Vector.LoadUnsafe(ref xs, c + at);
                    s20 = Vector.FusedMultiplyAdd(row, w0, s20);
                    s21 = Vector.FusedMultiplyAdd(row, w1, s21);
                    row = Vector.LoadUnsafe(ref xs, e + at);
                    s30 = Vector.FusedMultiplyAdd(row, w0, s30);
                    s31 = Vector.FusedMultiplyAdd(row, w1, s31);
                }

                y[(i * o) + k] = Vector.Sum(s00) + Rest(x, w, i, k, j, d) + bias[k];
                y[(i * o) + k + 1] = Vector.Sum(s01) + Rest(x, w, i, k + 1, j, d) + bias[k + 1];
                y[((i + 1) * o) + k] = Vector.Sum(s10) + Rest(x, w, i + 1, k, j, d) + bias[k];
                y[((i + 1) * o) + k + 1] = Vector.Sum(s11) + Rest(x, w, i + 1, k + 1, j, d) + bias[k + 1];
                y[((i + 2) * o) + k] = Vector.Sum(s20) + Rest(x, w, i + 2, k, j, d) + bias[k];
                y[((i + 2) * o) + k + 1] = Vector.Sum(s21) + Rest(x, w, i + 2, k + 1, j, d) + bias[k + 1];
                y[((i + 3) * o) + k] = Vector.Sum(s30) + Rest(x, w, i + 3, k, j, d) + bias[k];
                y[((i + 3) * o) + k + 1] = Vector.Sum(s31) + Rest(x, w, i + 3, k + 1, j, d) + bias[k + 1];
            }

            for (; k < o; k++)
            {
                for (int r = i; r < i + rows; r++)
                {
                    y[(r * o) + k] = TensorPrimitives.Dot(x.Slice(r * d, d), w.Slice(k * d, d)) + bias[k];
                }
            }
        }
    }

    /// <summary>C[p, :] += Σ_q A[p, q]·B[q, :].</summary>
    /// <param name="a">The coefficients.</param>
    /// <param name="shape">How many p and q there are.</param>
    /// <param name="strides">The distance of two p and of two q in <paramref name="a"/>; a transposed matrix is read
    /// with the two exchanged.</param>
    /// <param name="b">The rows that are added, shape [q, d].</param>
    /// <param name="c">What they are added to, shape [p, d].</param>
    /// <param name="d">The length d of a row.</param>
    internal static void AddProducts(
        ReadOnlySpan<float> a, (int P, int Q) shape, (int P, int Q) strides, ReadOnlySpan<float> b, Span<float> c,
        int d)
    {
        int lanes = Vector<float>.Count;
        ref float bs = ref MemoryMarshal.GetReference(b);
        ref float cs = ref MemoryMarshal.GetReference(c);
        for (int p = 0; p < shape.P; p += 2)
        {
            bool isPair = p + 1 < shape.P;
            int second = isPair ? p + 1 : p;
            int j = 0;
            for (; j <= d - (4 * lanes); j += 4 * lanes)
            {
                Vector<float> u0 = default, u1 = default, u2 = default, u3 = default;
                Vector<float> v0 = default, v1 = default, v2 = default, v3 = default;
                for (int q = 0; q < shape.Q; q++)
                {
                    Vector<float> f = new(a[(p * strides.P) + (q * strides.Q)]);
                    Vector<float> g = new(a[(second * strides.P) + (q * strides.Q)]);
                    nuint at = (nuint)((q * d) + j);
                    Vector<float> row = Vector.LoadUnsafe(ref bs, at);
                    u0 = Vector.FusedMultiplyAdd(f, row, u0);
                    v0 = Vector.FusedMultiplyAdd(g, row, v0);
                    row = Vector.LoadUnsafe(ref bs, at + (nuint)lanes);
                    u1 = Vector.FusedMultiplyAdd(f, row, u1);
                    v1 = Vector.FusedMultiplyAdd(g, row, v1);
                    row = Vector.LoadUnsafe(ref bs, at + (nuint)(2 * lanes));
                    u2 = Vector.FusedMultiplyAdd(f, row, u2);
                    v2 = Vector.FusedMultiplyAdd(g, row, v2);
                    row = Vector.LoadUnsafe(ref bs, at + (nuint)(3 * lanes));
                    u3 = Vector.FusedMultiplyAdd(f, row, u3);
                    v3 = Vector.FusedMultiplyAdd(g, row, v3);
                }

                Add(ref cs, (p * d) + j, lanes, u0, u1, u2, u3);
                if (isPair)
                {
                    Add(ref cs, (second * d) + j, lanes, v0, v1, v2, v3);
                }
            }

            for (; j < d; j++)
            {
                for (int r = p; r <= second; r++)
                {
                    float sum = 0;
                    for (int q = 0; q < shape.Q; q++)
                    {
                        sum = MathF.FusedMultiplyAdd(a[(r * strides.P) + (q * strides.Q)], b[(q * d) + j], sum);
                    }

                    c[(r * d) + j] += sum;
                }
            }
        }
    }

    private static void Add(
        ref float c, int at, int lanes, Vector<float> u0, Vector<float> u1, Vector<float> u2, Vector<float> u3)
    {
        nuint first = (nuint)at;
        nuint step = (nuint)lanes;
        (Vector.LoadUnsafe(ref c, first) + u0).StoreUnsafe(ref c, first);
        (Vector.LoadUnsafe(ref c, first + step) + u1).StoreUnsafe(ref c, first + step);
        (Vector.LoadUnsafe(ref c, first + (2 * step)) + u2).StoreUnsafe(ref c, first + (2 * step));
        (Vector.LoadUnsafe(ref c, first + (3 * step)) + u3).StoreUnsafe(ref c, first + (3 * step));
    }

    private static float Rest(ReadOnlySpan<float> x, ReadOnlySpan<float> w, int row, int output, int from, int d)
    {
        float sum = 0;
        for (int j = from; j < d; j++)
        {
            sum = MathF.FusedMultiplyAdd(x[(row * d) + j], w[(output * d) + j], sum);
        }

        return sum;
    }
}
