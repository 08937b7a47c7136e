using System.Numerics;
using System.Text;

namespace Isonomia.Numerics;

/// <summary>The one source of randomness: xoshiro256** seeded through SplitMix64.</summary>
/// <remarks>
/// <para>Every random procedure takes one 64-bit seed. Replicate b of a procedure draws from a generator of its own,
/// seeded by (seed, procedure id, b), so that parallel and serial runs give the same bits.</para>
/// <para>Source: Blackman and Vigna, ACM TOMS 47(4), 2021 (xoshiro256**); Steele, Lea and Flood, OOPSLA 2014
/// (SplitMix64); Lemire, ACM TOMACS 29(1), 2019 (bounded integers). Not for cryptography.</para>
/// </remarks>
public sealed class RandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Seeds a generator.</summary>
    /// <param name="seed">Any 64-bit seed.</param>
    public RandomSource(ulong seed)
    {
        _s0 = SplitMix64(ref seed);
        _s1 = SplitMix64(ref seed);
        _s2 = SplitMix64(ref seed);
        _s3 = SplitMix64(ref seed);
    }

    /// <summary>Makes the generator of one replicate of a named procedure.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="procedure">The id of the procedure, for example <c>bootstrap</c>.</param>
    /// <param name="replicate">The replicate, from 0.</param>
    /// <returns>A generator whose stream depends on nothing else.</returns>
    public static RandomSource For(ulong seed, string procedure, long replicate)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        ulong state = seed;
        ulong mixed = SplitMix64(ref state) ^ Fnv1A(procedure);
        mixed = SplitMix64(ref mixed) ^ (ulong)replicate;
        return new RandomSource(SplitMix64(ref mixed));
    }

    /// <summary>Where the stream is: what a stopped procedure keeps so that it goes on with the same draws.</summary>
    public (ulong First, ulong Second, ulong Third, ulong Fourth) State
    {
        get => (_s0, _s1, _s2, _s3);
        set => (_s0, _s1, _s2, _s3) = value;
    }

    /// <summary>Draws 64 uniform bits.</summary>
    /// <returns>The bits.</returns>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Draws a uniform integer in [0, <paramref name="bound"/>) without bias (Lemire's method).</summary>
    /// <param name="bound">The exclusive upper bound, at least 1.</param>
    /// <returns>The integer.</returns>
    public int NextInt32(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        uint range = (uint)bound;
        ulong product = (ulong)(uint)(NextUInt64() >> 32) * range;
        if ((uint)product < range)
        {
            uint threshold = (0u - range) % range;
            while ((uint)product < threshold)
            {
                product = (ulong)(uint)(NextUInt64() >> 32) * range;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Draws a uniform number in [0, 1) with 53 random bits.</summary>
    /// <returns>The number.</returns>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a standard normal number (polar method of Marsaglia, one number a call).</summary>
    /// <returns>The number.</returns>
    public double NextNormal()
    {
        while (true)
        {
            double u = (2 * NextDouble()) - 1;
            double v = (2 * NextDouble()) - 1;
            double s = (u * u) + (v * v);
            if (s is > 0 and < 1)
            {
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
            }
        }
    }

    /// <summary>Puts the elements in a uniformly random order (Fisher–Yates).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="items">The elements, changed in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private static ulong Fnv1A(string text)
    {
        ulong hash = 0xCBF29CE484222325UL;
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 0x100000001B3UL;
        }

        return hash;
    }
}
