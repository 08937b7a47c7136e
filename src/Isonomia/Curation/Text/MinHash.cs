using System.Numerics;
using System.Text;

namespace Isonomia.Curation;

/// <summary>Finds texts that nearly repeat an earlier one, by MinHash of word 5-grams.</summary>
/// <remarks>128 permutations in 16 bands of 8: texts with equal bands are compared by all 128. Source: Broder,
/// Compression and Complexity of Sequences, 1997; curation specification §7.</remarks>
internal static class MinHash
{
    private const int Permutations = 128;
    private const int BandSize = 8;
    private const int GramSize = 5;
    private const double Threshold = 0.9;

    /// <summary>The rows whose text is nearly that of an earlier row.</summary>
    internal static IEnumerable<int> NearCopies(IReadOnlyList<string?> texts)
    {
        ulong[]?[] sketches = new ulong[texts.Count][];
        Parallel.For(0, texts.Count, row => sketches[row] = Sketch(texts[row]));
        HashSet<int> copies = [];
        for (int band = 0; band < Permutations / BandSize; band++)
        {
            Dictionary<ulong, List<int>> buckets = [];
            for (int row = 0; row < sketches.Length; row++)
            {
                if (sketches[row] is not { } sketch)
                {
                    continue;
                }

                ulong key = 0;
                foreach (ulong value in sketch.AsSpan(band * BandSize, BandSize))
                {
                    key = Mix(key ^ value);
                }

                if (!buckets.TryGetValue(key, out List<int>? earlier))
                {
                    buckets[key] = [row];
                }
                else if (earlier.Any(other => Similarity(sketches[other]!, sketch) >= Threshold))
                {
                    copies.Add(row);
                }
                else
                {
                    earlier.Add(row);
                }
            }
        }

        return copies.Order();
    }

    private static double Similarity(ulong[] first, ulong[] second) =>
        first.Zip(second, (a, b) => a == b ? 1.0 : 0).Sum() / Permutations;

    private static ulong[]? Sketch(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        List<string> words = TextNormalization.Words(text);
        ulong[] minima = new ulong[Permutations];
        Array.Fill(minima, ulong.MaxValue);
        for (int start = 0; start == 0 || start + GramSize <= words.Count; start++)
        {
            ulong hash = 0xCBF29CE484222325UL;
            foreach (string word in words.Skip(start).Take(GramSize))
            {
                foreach (byte letter in Encoding.UTF8.GetBytes(word))
                {
                    hash = (hash ^ letter) * 0x100000001B3UL;
                }

                hash = (hash ^ ' ') * 0x100000001B3UL;
            }

            for (int p = 0; p < Permutations; p++)
            {
                minima[p] = Math.Min(minima[p], Mix(hash + ((ulong)p * 0x9E3779B97F4A7C15UL)));
            }
        }

        return minima;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return BitOperations.RotateLeft(z ^ (z >> 31), 17);
    }
}
