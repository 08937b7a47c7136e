using System.Numerics;
using FsCheck;
using FsCheck.Xunit;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class RandomSourceTests
{
    /// <summary>The published test vector of SplitMix64 for seed 1234567.</summary>
    [Fact]
    public void Reference_SplitMix64_gives_the_published_numbers()
    {
        ulong[] expected =
        [
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        ];
        ulong state = 1234567;
        Assert.Equal(expected, expected.Select(_ => ReferenceSplitMix64(ref state)));
    }

    /// <summary>The numbers that the public-domain C program of Blackman and Vigna gives for the state {1, 2, 3,
    /// 4}.</summary>
    [Fact]
    public void Reference_xoshiro_gives_the_published_numbers()
    {
        ulong[] expected =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625,
            8476171486693032832, 10595114339597558777, 2904607092377533576,
        ];
        ulong[] state = [1, 2, 3, 4];
        Assert.Equal(expected, expected.Select(_ => ReferenceXoshiro(state)));
    }

    [Property]
    public bool Stream_is_that_of_the_reference_for_any_seed(ulong seed)
    {
        RandomSource random = new(seed);
        ulong[] state = new ulong[4];
        for (int i = 0; i < 4; i++)
        {
            state[i] = ReferenceSplitMix64(ref seed);
        }

        return Enumerable.Range(0, 100).All(_ => random.NextUInt64() == ReferenceXoshiro(state));
    }

    [Fact]
    public void Seed_procedure_and_replicate_each_change_the_stream()
    {
        static ulong First(ulong seed, string procedure, long replicate) =>
            RandomSource.For(seed, procedure, replicate).NextUInt64();

        Assert.Equal(First(1, "bootstrap", 0), First(1, "bootstrap", 0));
        ulong[] firsts =
        [
            .. from seed in new ulong[] { 0, 1, 2 }
               from procedure in new[] { "bootstrap", "permutation" }
               from replicate in Enumerable.Range(0, 1000)
               select First(seed, procedure, replicate),
        ];
        Assert.Equal(firsts.Length, firsts.Distinct().Count());
    }

    /// <summary>Chi-squared with 6 degrees of freedom; 35.0 has a p-value below 1e-5, and the seed is fixed.</summary>
    [Fact]
    public void Bounded_integers_are_uniform()
    {
        const int bound = 7;
        const int draws = 70_000;
        RandomSource random = new(42);
        int[] counts = new int[bound];
        for (int i = 0; i < draws; i++)
        {
            counts[random.NextInt32(bound)]++;
        }

        double expected = (double)draws / bound;
        Assert.InRange(counts.Sum(count => (count - expected) * (count - expected) / expected), 0, 35.0);
    }

    [Property]
    public bool Bounded_integers_stay_below_any_bound(ulong seed, PositiveInt bound)
    {
        RandomSource random = new(seed);
        return Enumerable.Range(0, 50)
            .All(_ => random.NextInt32(bound.Get) is int draw && draw >= 0 && draw < bound.Get);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void A_bound_below_one_is_refused(int bound) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(1).NextInt32(bound));

    /// <summary>Mean and variance of 200,000 draws lie within five standard errors of 1/2, 1/12 and 0, 1.</summary>
    [Fact]
    public void Uniform_and_normal_numbers_have_their_moments()
    {
        const int count = 200_000;
        RandomSource random = new(7);
        double[] uniform = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
        double[] normal = [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
        Assert.All(uniform, u => Assert.InRange(u, 0, Math.BitDecrement(1.0)));
        Assert.InRange(uniform.Average() - 0.5, -0.0033, 0.0033);
        Assert.InRange(normal.Average(), -0.0112, 0.0112);
        Assert.InRange(normal.Sum(z => z * z) / count, 1 - 0.0159, 1 + 0.0159);
    }

    [Property]
    public bool A_shuffle_keeps_the_elements(ulong seed, int[] items)
    {
        int[] shuffled = [.. items];
        new RandomSource(seed).Shuffle<int>(shuffled);
        return shuffled.Order().SequenceEqual(items.Order());
    }

    /// <summary>All 24 orders of four elements; chi-squared with 23 degrees of freedom, 65 has a p-value below
    /// 1e-5.</summary>
    [Fact]
    public void A_shuffle_gives_every_order_alike()
    {
        const int draws = 24_000;
        RandomSource random = new(3);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < draws; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle<char>(items);
            string order = new(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, counts.Count);
        Assert.InRange(counts.Values.Sum(count => (count - 1000.0) * (count - 1000.0) / 1000.0), 0, 65.0);
    }

    private static ulong ReferenceSplitMix64(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    private static ulong ReferenceXoshiro(ulong[] s)
    {
        ulong result = BitOperations.RotateLeft(s[1] * 5, 7) * 9;
        ulong t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = BitOperations.RotateLeft(s[3], 45);
        return result;
    }
}
