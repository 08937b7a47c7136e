using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>Scans one row of a tile of products.</summary>
internal static unsafe class ScoreScan
{
    /// <summary>Lowers the best score bias − product, keeping the first column that reaches it.</summary>
    /// <param name="products">The products, shape [bias.Length], a multiple of 8.</param>
    /// <param name="bias">What each column adds.</param>
    /// <param name="first">The index of the first column.</param>
    /// <param name="best">The best score so far.</param>
    /// <param name="column">Its column.</param>
    internal static void Lower(float* products, ReadOnlySpan<float> bias, int first, ref float best, ref int column)
    {
        ref float add = ref MemoryMarshal.GetReference(bias);
        Vector256<float> lowest = Vector256.LoadUnsafe(ref add) - Vector256.Load(products);
        for (int c = Vector256<float>.Count; c < bias.Length; c += Vector256<float>.Count)
        {
            lowest = Vector256.MinNative(
                lowest, Vector256.LoadUnsafe(ref add, (nuint)c) - Vector256.Load(products + c));
        }

        if (!Vector256.LessThanAny(lowest, Vector256.Create(best)))
        {
            return;
        }

        for (int c = 0; c < bias.Length; c++)
        {
            float score = bias[c] - products[c];
            if (score < best)
            {
                best = score;
                column = first + c;
            }
        }
    }
}
