using System.Runtime.InteropServices;

namespace Isonomia.Numerics;

/// <summary>The last rows of a matrix, filled up with zeros to a whole tile.</summary>
internal readonly unsafe ref struct PaddedRows
{
    private const nuint CacheLine = 64;

    private readonly float* _rest;
    private readonly int _whole;
    private readonly int _width;

    internal PaddedRows(ReadOnlySpan<float> rows, int width)
    {
        int count = rows.Length / width;
        _width = width;
        _whole = count - (count % TileProduct.Height);
        if (_whole < count)
        {
            int length = TileProduct.Height * width;
            _rest = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), CacheLine);
            Span<float> rest = new(_rest, length);
            rest.Clear();
            rows[(_whole * width)..].CopyTo(rest);
        }
    }

    /// <summary>The first of 8 rows.</summary>
    /// <param name="first">Row 0 of the matrix.</param>
    /// <param name="row">A row, a multiple of 8.</param>
    internal float* At(float* first, int row) => row < _whole ? first + ((nint)row * _width) : _rest;

    /// <summary>Frees the copy.</summary>
    public void Dispose() => NativeMemory.AlignedFree(_rest);
}
