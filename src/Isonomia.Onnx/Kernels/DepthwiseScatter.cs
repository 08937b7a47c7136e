using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Onnx;

/// <summary>The input gradient of one plane of a depthwise convolution with a stride above 1: for every phase of the
/// stride a convolution of the output's gradient with the taps of that phase.</summary>
internal sealed class DepthwiseScatter
{
    private const int Lanes = 8;
    private readonly DepthwiseWindow _window;
    private readonly int _border;
    private readonly int _columns;
    private readonly int _rowWidth;
    private readonly float[] _padded;
    private readonly float[] _line;

    internal DepthwiseScatter(DepthwiseWindow window)
    {
        _window = window;
        _border = (Math.Max(window.KernelHeight, window.KernelWidth) - 1) / window.Stride;
        _columns = ((window.Width - 1 + window.Left) / window.Stride) + 1;
        _rowWidth = _border + Math.Max(window.OutWidth, _columns) + (2 * Lanes);
        int rows = ((window.Height - 1 + window.Top) / window.Stride) + 1;
        _padded = new float[(_border + Math.Max(window.OutHeight, rows) + 1) * _rowWidth];
        _line = new float[window.Stride * (_columns + Lanes)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(ReadOnlySpan<float> g, ReadOnlySpan<float> kernel, Span<float> result)
    {
        for (int row = 0; row < _window.OutHeight; row++)
        {
            g.Slice(row * _window.OutWidth, _window.OutWidth).CopyTo(
                _padded.AsSpan(((row + _border) * _rowWidth) + _border));
        }

        int stride = _window.Stride;
        for (int row = 0; row < _window.Height; row++)
        {
            int padded = row + _window.Top;
            for (int phase = 0; phase < stride; phase++)
            {
                Line(kernel, padded % stride, padded / stride, phase);
            }

            Span<float> to = result.Slice(row * _window.Width, _window.Width);
            for (int phase = 0; phase < stride; phase++)
            {
                int column = (((phase - _window.Left) % stride) + stride) % stride;
                ReadOnlySpan<float> from =
                    _line.AsSpan((phase * (_columns + Lanes)) + ((column + _window.Left) / stride));
                for (int i = 0; column < to.Length; column += stride)
                {
                    to[column] = from[i++];
                }
            }
        }
    }

    /// <summary>The numbers of one row whose column falls into a phase.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Line(ReadOnlySpan<float> kernel, int firstRow, int row, int phase)
    {
        ref float start = ref MemoryMarshal.GetArrayDataReference(_padded);
        int stride = _window.Stride;
        for (int column = 0; column < _columns; column += Lanes)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int ky = firstRow; ky < _window.KernelHeight; ky += stride)
            {
                ref float from = ref Unsafe.Add(
                    ref start, ((row - (ky / stride) + _border) * _rowWidth) + _border + column);
                for (int kx = phase; kx < _window.KernelWidth; kx += stride)
                {
                    sum = Vector256.MultiplyAddEstimate(
                        Vector256.LoadUnsafe(ref Unsafe.Add(ref from, -(kx / stride))),
                        Vector256.Create(kernel[(ky * _window.KernelWidth) + kx]), sum);
                }
            }

            sum.CopyTo(_line, (phase * (_columns + Lanes)) + column);
        }
    }
}
