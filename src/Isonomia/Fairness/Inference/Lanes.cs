using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Isonomia.Fairness;

/// <summary>Eight replicates side by side: the same sum for eight resamples at once.</summary>
/// <remarks>Every lane sees the same operations in the same order, so a replicate's bits do not depend on its
/// neighbors.</remarks>
internal readonly struct Lanes
{
    /// <summary>How many replicates a block holds.</summary>
    internal const int Count = 8;

    private readonly Vector256<double> _low;
    private readonly Vector256<double> _high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes(Vector256<double> low, Vector256<double> high)
    {
        _low = low;
        _high = high;
    }

    /// <summary>Reads the draw counts of one unit in all lanes.</summary>
    /// <param name="counts">The counts, laid out [unit · 8 + lane].</param>
    /// <param name="unit">The unit.</param>
    /// <returns>The counts as numbers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes OfCounts(ref byte counts, int unit)
    {
        ref byte first = ref Unsafe.Add(ref counts, (nint)unit * Count);
        ulong packed = Unsafe.ReadUnaligned<ulong>(ref first);
        if (Avx2.IsSupported)
        {
            Vector256<int> wide = Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(packed).AsByte());
            return new Lanes(
                Avx.ConvertToVector256Double(wide.GetLower()), Avx.ConvertToVector256Double(wide.GetUpper()));
        }

        return new Lanes(
            Vector256.Create(
                (double)(byte)packed, (byte)(packed >> 8), (byte)(packed >> 16), (byte)(packed >> 24)),
            Vector256.Create(
                (double)(byte)(packed >> 32), (byte)(packed >> 40), (byte)(packed >> 48), (byte)(packed >> 56)));
    }

    /// <summary>Writes the lanes.</summary>
    /// <param name="target">Where to, at least eight numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void CopyTo(Span<double> target)
    {
        ref double first = ref MemoryMarshal.GetReference(target[..Count]);
        _low.StoreUnsafe(ref first);
        _high.StoreUnsafe(ref first, 4);
    }

    /// <summary>This plus <paramref name="factor"/> times <paramref name="scale"/> in every lane.</summary>
    /// <param name="factor">The lanes to add.</param>
    /// <param name="scale">What to scale them by.</param>
    /// <returns>The sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Lanes Plus(Lanes factor, double scale)
    {
        Vector256<double> wide = Vector256.Create(scale);
        return new(
            Vector256.FusedMultiplyAdd(factor._low, wide, _low),
            Vector256.FusedMultiplyAdd(factor._high, wide, _high));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator +(Lanes a, Lanes b) => new(a._low + b._low, a._high + b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator -(Lanes a, Lanes b) => new(a._low - b._low, a._high - b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, Lanes b) => new(a._low * b._low, a._high * b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes operator *(Lanes a, double b) => new(a._low * b, a._high * b);

    /// <summary>Divides, and gives 0 where both numbers are 0.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, at least 0.</param>
    /// <returns>The quotient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes RatioOrZero(Lanes numerator, Lanes denominator)
    {
        Vector256<double> least = Vector256.Create(double.Epsilon * (1L << 60));
        return new(
            numerator._low / Vector256.Max(denominator._low, least),
            numerator._high / Vector256.Max(denominator._high, least));
    }
}
