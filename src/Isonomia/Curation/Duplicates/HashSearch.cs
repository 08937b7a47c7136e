using System.Numerics;

namespace Isonomia.Curation;

/// <summary>All pairs of 64-bit hashes within a radius: hashes within h agree on one of h + 1 bands of bits.</summary>
/// <remarks>Sorted by each band in turn; equal neighbors are compared whole. For a radius above 4 the bits are split
/// into h + 2 bands and joined by two that agree, so that buckets stay small. Source: curation specification
/// §2.</remarks>
public static class HashSearch
{
    private const int Bits = 64;
    private const int OneBandRadius = 4;

    /// <summary>Finds pairs.</summary>
    /// <param name="hashes">The hashes, shape [n].</param>
    /// <param name="radius">The largest distance, from 0 to 16.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Every pair once, the smaller index first, in ascending order.</returns>
    public static IReadOnlyList<(int First, int Second)> Within(
        IReadOnlyList<ulong> hashes, int radius, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentOutOfRangeException.ThrowIfNegative(radius);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(radius, 16);
        ulong[] all = [.. hashes];
        ulong[] masks = [.. Masks(radius)];
        List<(int, int)>[] found = [.. masks.Select(_ => new List<(int, int)>())];
        Parallel.For(0, masks.Length, new ParallelOptions { CancellationToken = cancellation }, m =>
        {
            ulong[] keys = Array.ConvertAll(all, hash => hash & masks[m]);
            int[] order = [.. Enumerable.Range(0, all.Length)];
            Array.Sort(keys, order);
            for (int start = 0; start < keys.Length;)
            {
                int end = start + 1;
                while (end < keys.Length && keys[end] == keys[start])
                {
                    end++;
                }

                for (int i = start; i < end; i++)
                {
                    for (int j = i + 1; j < end; j++)
                    {
                        ulong difference = all[order[i]] ^ all[order[j]];
                        if (BitOperations.PopCount(difference) <= radius && IsFirstMask(masks, m, difference))
                        {
                            found[m].Add((Math.Min(order[i], order[j]), Math.Max(order[i], order[j])));
                        }
                    }
                }

                start = end;
            }
        });
        return [.. found.SelectMany(pairs => pairs).Order()];
    }

    /// <summary>Whether no earlier mask joins the pair too, so that it is listed once.</summary>
    private static bool IsFirstMask(ulong[] masks, int mask, ulong difference)
    {
        for (int m = 0; m < mask; m++)
        {
            if ((difference & masks[m]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<ulong> Masks(int radius)
    {
        bool isOneBand = radius <= OneBandRadius;
        int count = radius + (isOneBand ? 1 : 2);
        ulong[] bands = new ulong[count];
        for (int bit = 0; bit < Bits; bit++)
        {
            bands[bit * count / Bits] |= 1UL << bit;
        }

        if (isOneBand)
        {
            return bands;
        }

        return from a in Enumerable.Range(0, count)
               from b in Enumerable.Range(a + 1, count - a - 1)
               select bands[a] | bands[b];
    }
}
