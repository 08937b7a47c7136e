using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>Distances of rows of floats, summed in double.</summary>
public static class Distance
{
    /// <summary>The squared Euclidean distance of two rows.</summary>
    /// <param name="first">The first row, shape [d].</param>
    /// <param name="second">The second row, at least as wide.</param>
    /// <returns>Σ (a − b)², in double.</returns>
    public static double Squared(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ref float x = ref MemoryMarshal.GetReference(first);
        ref float y = ref MemoryMarshal.GetReference(second[..first.Length]);
        Vector512<double> sum = default;
        int j = 0;
        for (; j <= first.Length - 16; j += 16)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.LoadUnsafe(ref x, (nuint)j));
            (Vector512<double> c, Vector512<double> d) = Vector512.Widen(Vector512.LoadUnsafe(ref y, (nuint)j));
            Vector512<double> low = a - c;
            Vector512<double> high = b - d;
            sum = Vector512.FusedMultiplyAdd(low, low, sum);
            sum = Vector512.FusedMultiplyAdd(high, high, sum);
        }

        double result = Vector512.Sum(sum);
        for (; j < first.Length; j++)
        {
            double difference = (double)first[j] - second[j];
            result += difference * difference;
        }

        return result;
    }

    /// <summary>The inner product of two rows.</summary>
    /// <param name="first">The first row, shape [d].</param>
    /// <param name="second">The second row, at least as wide.</param>
    /// <returns>Σ a·b, in double.</returns>
    public static double Dot(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ref float x = ref MemoryMarshal.GetReference(first);
        ref float y = ref MemoryMarshal.GetReference(second[..first.Length]);
        Vector512<double> sum = default;
        int j = 0;
        for (; j <= first.Length - 16; j += 16)
        {
            (Vector512<double> a, Vector512<double> b) = Vector512.Widen(Vector512.LoadUnsafe(ref x, (nuint)j));
            (Vector512<double> c, Vector512<double> d) = Vector512.Widen(Vector512.LoadUnsafe(ref y, (nuint)j));
            sum = Vector512.FusedMultiplyAdd(a, c, sum);
            sum = Vector512.FusedMultiplyAdd(b, d, sum);
        }

        double result = Vector512.Sum(sum);
        for (; j < first.Length; j++)
        {
            result += (double)first[j] * second[j];
        }

        return result;
    }
}
