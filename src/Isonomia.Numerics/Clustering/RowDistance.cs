using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>Distances of single rows, in eight fixed lanes so that every machine gives the same bits.</summary>
internal static class RowDistance
{
    /// <summary>Σ (a − b)²; differences in float, squares and sums in double.</summary>
    internal static double Squared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector256<double> low = Vector256<double>.Zero;
        Vector256<double> high = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            Vector256<float> d = Vector256.LoadUnsafe(ref x, (nuint)i) - Vector256.LoadUnsafe(ref y, (nuint)i);
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(d);
            low += first * first;
            high += second * second;
        }

        double sum = Sum(low + high);
        for (; i < a.Length; i++)
        {
            double d = a[i] - b[i];
            sum += d * d;
        }

        return sum;
    }

    /// <summary>Σ (a − b)² in float, in 32 lanes.</summary>
    internal static float SquaredFloat(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        const int Lanes = 8;
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int i = 0;
        for (; i <= a.Length - (4 * Lanes); i += 4 * Lanes)
        {
            s0 = Step(ref x, ref y, i, s0);
            s1 = Step(ref x, ref y, i + Lanes, s1);
            s2 = Step(ref x, ref y, i + (2 * Lanes), s2);
            s3 = Step(ref x, ref y, i + (3 * Lanes), s3);
        }

        for (; i <= a.Length - Lanes; i += Lanes)
        {
            s0 = Step(ref x, ref y, i, s0);
        }

        Vector256<float> s = (s0 + s1) + (s2 + s3);
        Vector128<float> half = s.GetLower() + s.GetUpper();
        float sum = (half[0] + half[1]) + (half[2] + half[3]);
        for (; i < a.Length; i++)
        {
            float d = a[i] - b[i];
            sum += d * d;
        }

        return sum;
    }

    /// <summary>Σ a²; squares and sums in double.</summary>
    internal static double SquaredNorm(ReadOnlySpan<float> a)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        Vector256<double> low = Vector256<double>.Zero;
        Vector256<double> high = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(
                Vector256.LoadUnsafe(ref x, (nuint)i));
            low += first * first;
            high += second * second;
        }

        double sum = Sum(low + high);
        for (; i < a.Length; i++)
        {
            sum += (double)a[i] * a[i];
        }

        return sum;
    }

    private static Vector256<float> Step(ref float x, ref float y, int at, Vector256<float> sum)
    {
        Vector256<float> d = Vector256.LoadUnsafe(ref x, (nuint)at) - Vector256.LoadUnsafe(ref y, (nuint)at);
        return Vector256.FusedMultiplyAdd(d, d, sum);
    }

    private static double Sum(Vector256<double> lanes) => (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}
