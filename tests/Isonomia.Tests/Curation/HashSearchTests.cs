using Isonomia.Curation;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class HashSearchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public void Finds_the_pairs_of_the_full_search_for_any_radius(int radius)
    {
        RandomSource random = new(9);
        List<ulong> hashes = [];
        for (int i = 0; i < 400; i++)
        {
            ulong hash = i % 4 == 0 || i == 0 ? random.NextUInt64() : hashes[i - 1];
            for (int flip = random.NextInt32(9); flip > 0; flip--)
            {
                hash ^= 1UL << random.NextInt32(64);
            }

            hashes.Add(hash);
        }

        var expected = from a in Enumerable.Range(0, hashes.Count)
                       from b in Enumerable.Range(a + 1, hashes.Count - a - 1)
                       where PerceptualHash.Distance(hashes[a], hashes[b]) <= radius
                       select (a, b);
        Assert.Equal(expected, HashSearch.Within(hashes, radius));
    }
}
