using System.Runtime.InteropServices;

namespace Isonomia.Numerics;

/// <summary>Vectors packed into the panels that <see cref="TileProduct"/> multiplies with; the last panel is filled up
/// with zeros.</summary>
internal sealed unsafe class PackedColumns : IDisposable
{
    private const nuint CacheLine = 64;

    private readonly float* _values;

    /// <summary>Packs vectors.</summary>
    /// <param name="vectors">The vectors, shape [m, d].</param>
    /// <param name="depth">d.</param>
    internal PackedColumns(ReadOnlySpan<float> vectors, int depth)
    {
        Count = vectors.Length / depth;
        Depth = depth;
        PanelCount = (Count + TileProduct.Width - 1) / TileProduct.Width;
        nuint bytes = (nuint)PanelCount * (nuint)TileProduct.Width * (nuint)depth * sizeof(float);
        _values = (float*)NativeMemory.AlignedAlloc(Math.Max(bytes, CacheLine), CacheLine);
        NativeMemory.Clear(_values, bytes);
        for (int column = 0; column < Count; column++)
        {
            float* panel = Panel(column / TileProduct.Width) + (column % TileProduct.Width);
            ReadOnlySpan<float> vector = vectors.Slice(column * depth, depth);
            for (int p = 0; p < depth; p++)
            {
                panel[p * TileProduct.Width] = vector[p];
            }
        }
    }

    /// <summary>The number of vectors m.</summary>
    internal int Count { get; }

    /// <summary>The length d of a vector.</summary>
    internal int Depth { get; }

    /// <summary>The number of panels.</summary>
    internal int PanelCount { get; }

    /// <summary>One panel, shape [d, width].</summary>
    internal float* Panel(int index) => _values + ((nint)index * TileProduct.Width * Depth);

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_values);
}
