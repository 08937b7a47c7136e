namespace Isonomia.Numerics;

/// <summary>The order that sorts numbers, found by radix sort: linear in n, stable, and the same on every
/// machine.</summary>
public static class SortOrder
{
    private const int DigitBits = 11;
    private const int BucketCount = 1 << DigitBits;
    private const int PassCount = 6;
    private const ulong SignBit = 1UL << 63;

    /// <summary>Finds the ascending order; equal values (0 and −0 among them) keep the order of their
    /// positions.</summary>
    /// <param name="values">The numbers, without NaN, shape [n].</param>
    /// <returns>The positions in ascending order of value, shape [n].</returns>
    /// <exception cref="ArgumentException">A value is NaN.</exception>
    public static int[] Ascending(ReadOnlySpan<double> values)
    {
        int n = values.Length;
        ulong[] keys = new ulong[n];
        int[] order = new int[n];
        int[] histograms = new int[PassCount * BucketCount];
        for (int i = 0; i < n; i++)
        {
            ulong key = Key(values[i]);
            keys[i] = key;
            order[i] = i;
            for (int pass = 0; pass < PassCount; pass++)
            {
                histograms[(pass * BucketCount) + Digit(key, pass)]++;
            }
        }

        ulong[] otherKeys = new ulong[n];
        int[] otherOrder = new int[n];
        for (int pass = 0; pass < PassCount; pass++)
        {
            Span<int> starts = histograms.AsSpan(pass * BucketCount, BucketCount);
            if (n == 0 || starts[Digit(keys[0], pass)] == n)
            {
                continue;
            }

            ToStarts(starts);
            for (int i = 0; i < n; i++)
            {
                ulong key = keys[i];
                int target = starts[Digit(key, pass)]++;
                otherKeys[target] = key;
                otherOrder[target] = order[i];
            }

            (keys, otherKeys) = (otherKeys, keys);
            (order, otherOrder) = (otherOrder, order);
        }

        return order;
    }

    private static int Digit(ulong key, int pass) => (int)(key >> (pass * DigitBits)) & (BucketCount - 1);

    /// <summary>Maps a number to an unsigned integer of the same order; adding 0 turns −0 into 0.</summary>
    private static ulong Key(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException("A value is NaN; numbers to sort must be comparable.", nameof(value));
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(value + 0.0);
        return (bits & SignBit) != 0 ? ~bits : bits | SignBit;
    }

    private static void ToStarts(Span<int> counts)
    {
        int sum = 0;
        for (int b = 0; b < counts.Length; b++)
        {
            (counts[b], sum) = (sum, sum + counts[b]);
        }
    }
}
