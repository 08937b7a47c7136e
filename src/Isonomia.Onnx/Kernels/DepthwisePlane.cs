using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>One channel of one picture, padded, and what a depthwise convolution of two spatial axes does with it.
/// </summary>
/// <remarks>The padded plane is kept as stride × stride planes of every stride-th row and column, so that each tap of
/// the kernel reads consecutive numbers for any stride; rows end with spare zeros, so that eight numbers can always be
/// read.</remarks>
internal sealed class DepthwisePlane
{
    private const int Lanes = 8;
    private readonly DepthwiseWindow _window;
    private readonly float[] _padded;
    private readonly float[] _slopes;
    private readonly nint[] _taps;

    internal DepthwisePlane(DepthwiseWindow window)
    {
        _window = window;
        PhaseRows = window.OutHeight + ((window.KernelHeight - 1) / window.Stride) + 1;
        PhaseWidth = Rounded(window.OutWidth) + ((window.KernelWidth - 1) / window.Stride) + Lanes;
        _padded = new float[window.Stride * window.Stride * PhaseRows * PhaseWidth];
        _slopes = new float[window.OutHeight * Rounded(window.OutWidth)];

        // What a tap reads for the first number of the first row; each further row is a PhaseWidth away.
        _taps =
        [
            .. from ky in Enumerable.Range(0, window.KernelHeight)
               from kx in Enumerable.Range(0, window.KernelWidth)
               select (nint)((PhaseStart(ky, kx % window.Stride) + (kx / window.Stride))),
        ];
    }

    private int PhaseRows { get; }

    private int PhaseWidth { get; }

    /// <summary>Takes a plane of the input apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Load(ReadOnlySpan<float> plane)
    {
        // What padding covers is zero from the start and stays so: every plane has the same size.
        (int stride, int width) = (_window.Stride, _window.Width);
        for (int row = 0; row < _window.Height && (row + _window.Top) / stride < PhaseRows; row++)
        {
            ReadOnlySpan<float> from = plane.Slice(row * width, width);
            for (int phase = 0; phase < stride; phase++)
            {
                Span<float> to = _padded.AsSpan(PhaseStart(row + _window.Top, phase), PhaseWidth);

                // The first column of the picture that falls into this phase, and its place.
                int column = (((phase - _window.Left) % stride) + stride) % stride;
                int place = (column + _window.Left) / stride;
                if (stride == 1)
                {
                    from[..Math.Min(width, to.Length - place)].CopyTo(to[place..]);
                    continue;
                }

                for (; column < from.Length && place < to.Length; column += stride)
                {
                    to[place++] = from[column];
                }
            }
        }
    }

    /// <summary>The convolution of the loaded plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Convolve(ReadOnlySpan<float> kernel, float bias, Span<float> to)
    {
        Span<float> rest = stackalloc float[Lanes];
        ref float start = ref MemoryMarshal.GetArrayDataReference(_padded);
        for (int row = 0; row < _window.OutHeight; row++)
        {
            Span<float> line = to.Slice(row * _window.OutWidth, _window.OutWidth);
            ref float first = ref Unsafe.Add(ref start, row * PhaseWidth);
            for (int column = 0; column < line.Length; column += Lanes)
            {
                ref float here = ref Unsafe.Add(ref first, column);
                Vector256<float> sum = _taps.Length == 9 ? Nine(ref here, kernel, bias) : Any(ref here, kernel, bias);
                if (column + Lanes <= line.Length)
                {
                    sum.CopyTo(line[column..]);
                }
                else
                {
                    sum.CopyTo(rest);
                    rest[..(line.Length - column)].CopyTo(line[column..]);
                }
            }
        }
    }

    /// <summary>Adds the products of the loaded plane with a plane of the output's gradient, one sum a tap; the sum of
    /// the gradient comes last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void AddProducts(ReadOnlySpan<float> g, Span<double> sums)
    {
        int width = Rounded(_window.OutWidth);
        for (int row = 0; row < _window.OutHeight; row++)
        {
            g.Slice(row * _window.OutWidth, _window.OutWidth).CopyTo(_slopes.AsSpan(row * width));
        }

        Span<Vector256<float>> totals = stackalloc Vector256<float>[_taps.Length + 1];
        totals.Clear();
        int tap = 0;
        for (; tap + 3 <= _taps.Length; tap += 3)
        {
            AddThree(width, tap, totals);
        }

        for (; tap < _taps.Length; tap++)
        {
            AddOne(width, tap, totals);
        }

        Vector256<float> all = Vector256<float>.Zero;
        for (int i = 0; i < _slopes.Length; i += Lanes)
        {
            all += Vector256.Create(_slopes.AsSpan(i));
        }

        totals[^1] = all;
        for (int i = 0; i < totals.Length; i++)
        {
            sums[i] += Vector256.Sum(totals[i]);
        }
    }

    private static int Rounded(int width) => (width + Lanes - 1) / Lanes * Lanes;

    private int PhaseStart(int padded, int phase) =>
        ((((padded % _window.Stride) * _window.Stride) + phase) * PhaseRows + (padded / _window.Stride)) * PhaseWidth;

    /// <summary>Eight results of a kernel of 3 × 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Nine(ref float here, ReadOnlySpan<float> kernel, float bias)
    {
        nint[] taps = _taps;
        Vector256<float> one = Product(ref here, taps[0], kernel[0], Vector256.Create(bias));
        Vector256<float> two = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, taps[1])) * kernel[1];
        Vector256<float> three = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, taps[2])) * kernel[2];
        one = Product(ref here, taps[3], kernel[3], one);
        two = Product(ref here, taps[4], kernel[4], two);
        three = Product(ref here, taps[5], kernel[5], three);
        one = Product(ref here, taps[6], kernel[6], one);
        two = Product(ref here, taps[7], kernel[7], two);
        three = Product(ref here, taps[8], kernel[8], three);
        return one + two + three;
    }

    private Vector256<float> Any(ref float here, ReadOnlySpan<float> kernel, float bias)
    {
        var sum = Vector256.Create(bias);
        for (int i = 0; i < _taps.Length; i++)
        {
            sum = Product(ref here, _taps[i], kernel[i], sum);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Product(ref float here, nint tap, float weight, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(
            Vector256.LoadUnsafe(ref Unsafe.Add(ref here, tap)), Vector256.Create(weight), sum);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddThree(int width, int tap, Span<Vector256<float>> totals)
    {
        ref float start = ref MemoryMarshal.GetArrayDataReference(_padded);
        ref float slopes = ref MemoryMarshal.GetArrayDataReference(_slopes);
        (nint a, nint b, nint c) = (_taps[tap], _taps[tap + 1], _taps[tap + 2]);
        (Vector256<float> one, Vector256<float> two, Vector256<float> three) =
            (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (int row = 0; row < _window.OutHeight; row++)
        {
            ref float first = ref Unsafe.Add(ref start, row * PhaseWidth);
            ref float slope = ref Unsafe.Add(ref slopes, row * width);
            for (int column = 0; column < width; column += Lanes)
            {
                Vector256<float> g = Vector256.LoadUnsafe(ref Unsafe.Add(ref slope, column));
                one = Vector256.MultiplyAddEstimate(
                    g, Vector256.LoadUnsafe(ref Unsafe.Add(ref first, a + column)), one);
                two = Vector256.MultiplyAddEstimate(
                    g, Vector256.LoadUnsafe(ref Unsafe.Add(ref first, b + column)), two);
                three = Vector256.MultiplyAddEstimate(
                    g, Vector256.LoadUnsafe(ref Unsafe.Add(ref first, c + column)), three);
            }
        }

        (totals[tap], totals[tap + 1], totals[tap + 2]) = (one, two, three);
    }

    private void AddOne(int width, int tap, Span<Vector256<float>> totals)
    {
        for (int row = 0; row < _window.OutHeight; row++)
        {
            for (int column = 0; column < width; column += Lanes)
            {
                totals[tap] += Vector256.Create(_slopes.AsSpan((row * width) + column))
                    * Vector256.Create(_padded.AsSpan((int)_taps[tap] + (row * PhaseWidth) + column));
            }
        }
    }
}
