using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Numerics;

/// <summary>Vectors packed for fast products with many rows.</summary>
/// <remarks>Every dot product is one chain of fused multiply-adds in float, in the order of the coordinates: the same
/// bits on every machine and for any grouping of the rows. Safe to use from several threads until it is
/// disposed.</remarks>
public sealed unsafe class PackedVectors : IDisposable
{
    private const nuint CacheLine = 64;

    private readonly float* _values;

    /// <summary>Packs vectors.</summary>
    /// <param name="vectors">The vectors, shape [m, d]; copied.</param>
    /// <param name="width">Their length d, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of d.</exception>
    public PackedVectors(ReadOnlySpan<float> vectors, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (vectors.Length % width != 0)
        {
            throw new ArgumentException($"{vectors.Length} numbers do not make vectors of {width}.", nameof(vectors));
        }

        Count = vectors.Length / width;
        Width = width;
        PanelCount = (Count + TileProduct.Width - 1) / TileProduct.Width;
        nuint bytes = (nuint)PanelCount * (nuint)TileProduct.Width * (nuint)width * sizeof(float);
        _values = (float*)NativeMemory.AlignedAlloc(Math.Max(bytes, CacheLine), CacheLine);
        NativeMemory.Clear(_values, bytes);
        for (int column = 0; column < Count; column++)
        {
            float* panel = Panel(column / TileProduct.Width) + (column % TileProduct.Width);
            ReadOnlySpan<float> vector = vectors.Slice(column * width, width);
            for (int p = 0; p < width; p++)
            {
                panel[p * TileProduct.Width] = vector[p];
            }
        }
    }

    /// <summary>The number of vectors m.</summary>
    public int Count { get; }

    /// <summary>The length d of a vector.</summary>
    public int Width { get; }

    /// <summary>The number of panels; the last one is filled up with zeros.</summary>
    internal int PanelCount { get; }

    /// <summary>Multiplies rows with all vectors.</summary>
    /// <param name="rows">The rows, shape [r, d].</param>
    /// <param name="products">Receives the products, shape [r, m].</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void Multiply(ReadOnlySpan<float> rows, Span<float> products)
    {
        int count = RowCount(rows, products.Length, Count);
        float* tile = stackalloc float[TileProduct.Height * TileProduct.Width];
        using PaddedRows padded = new(rows, Width);
        fixed (float* first = rows)
        {
            for (int panel = 0; panel < PanelCount; panel++)
            {
                int start = panel * TileProduct.Width;
                int columns = Math.Min(TileProduct.Width, Count - start);
                for (int r = 0; r < count; r += TileProduct.Height)
                {
                    TileProduct.Multiply(padded.At(first, r), Width, Panel(panel), Width, tile);
                    for (int i = 0; i < Math.Min(TileProduct.Height, count - r); i++)
                    {
                        new ReadOnlySpan<float>(tile + (i * TileProduct.Width), columns)
                            .CopyTo(products.Slice(((r + i) * Count) + start, columns));
                    }
                }
            }
        }
    }

    /// <summary>Finds, for every vector, the row whose product with it has the largest magnitude.</summary>
    /// <param name="rows">The rows, shape [r, d], at least one.</param>
    /// <param name="magnitudes">Receives the largest magnitude of each vector, shape [m].</param>
    /// <param name="strongest">Receives its row, the first of equal ones, shape [m].</param>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public void Strongest(ReadOnlySpan<float> rows, Span<float> magnitudes, Span<int> strongest)
    {
        int count = RowCount(rows, magnitudes.Length, 0);
        float* tile = stackalloc float[TileProduct.Height * TileProduct.Width];
        float* best = stackalloc float[TileProduct.Width];
        int* which = stackalloc int[TileProduct.Width];
        using PaddedRows padded = new(rows, Width);
        fixed (float* first = rows)
        {
            for (int panel = 0; panel < PanelCount; panel++)
            {
                new Span<float>(best, TileProduct.Width).Fill(-1);
                for (int r = 0; r < count; r += TileProduct.Height)
                {
                    TileProduct.Multiply(padded.At(first, r), Width, Panel(panel), Width, tile);
                    for (int i = 0; i < Math.Min(TileProduct.Height, count - r); i++)
                    {
                        Raise(tile + (i * TileProduct.Width), r + i, best, which);
                    }
                }

                int start = panel * TileProduct.Width;
                int columns = Math.Min(TileProduct.Width, Count - start);
                new ReadOnlySpan<float>(best, columns).CopyTo(magnitudes[start..]);
                new ReadOnlySpan<int>(which, columns).CopyTo(strongest[start..]);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_values);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the memory of a set that was forgotten.</summary>
    ~PackedVectors() => NativeMemory.AlignedFree(_values);

    /// <summary>One panel, shape [d, panel width].</summary>
    internal float* Panel(int index) => _values + ((nint)index * TileProduct.Width * Width);

    private static void Raise(float* products, int row, float* best, int* which)
    {
        for (int c = 0; c < TileProduct.Width; c += Vector256<float>.Count)
        {
            Vector256<float> magnitude = Vector256.Abs(Vector256.Load(products + c));
            Vector256<float> old = Vector256.Load(best + c);
            Vector256<float> isLarger = Vector256.GreaterThan(magnitude, old);
            Vector256.ConditionalSelect(isLarger, magnitude, old).Store(best + c);
            Vector256.ConditionalSelect(isLarger.AsInt32(), Vector256.Create(row), Vector256.Load(which + c))
                .Store(which + c);
        }
    }

    private int RowCount(ReadOnlySpan<float> rows, int targetLength, int perRow)
    {
        int count = rows.Length / Width;
        long needed = perRow == 0 ? Count : (long)count * perRow;
        return rows.Length % Width == 0 && targetLength == needed
            ? count
            : throw new ArgumentException(
                $"{rows.Length} numbers and {targetLength} places do not fit {Count} vectors of {Width}.",
                    nameof(rows));
    }
}
