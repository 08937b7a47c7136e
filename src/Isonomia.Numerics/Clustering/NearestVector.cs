using System.Runtime.InteropServices;

namespace Isonomia.Numerics;

/// <summary>Finds, for every row, the nearest of k vectors: argmin of ½‖c‖² − x·c, the distance less what all
/// share.</summary>
/// <remarks>Products in float, see <see cref="TileProduct"/>; equal scores go to the lower index. Rows are
/// independent, so threads and blocks change no bit.</remarks>
internal sealed unsafe class NearestVector : IDisposable
{
    private const int RowsAtOnce = 96;
    private const nuint CacheLine = 64;

    private readonly PackedColumns _columns;
    private readonly float[] _bias;

    /// <summary>Packs the vectors.</summary>
    /// <param name="vectors">The vectors, shape [k, d].</param>
    /// <param name="depth">d.</param>
    internal NearestVector(ReadOnlySpan<float> vectors, int depth)
    {
        _columns = new PackedColumns(vectors, depth);
        _bias = new float[_columns.PanelCount * TileProduct.Width];
        Array.Fill(_bias, float.PositiveInfinity);
        for (int c = 0; c < _columns.Count; c++)
        {
            _bias[c] = (float)(RowDistance.SquaredNorm(vectors.Slice(c * depth, depth)) / 2);
        }
    }

    /// <summary>Finds the nearest vector of each row.</summary>
    /// <param name="rows">The rows, shape [m, d].</param>
    /// <param name="nearest">Receives the index of the nearest vector, shape [m].</param>
    internal void Find(ReadOnlySpan<float> rows, Span<int> nearest)
    {
        int depth = _columns.Depth;
        float* tile = stackalloc float[TileProduct.Height * TileProduct.Width];
        float* best = stackalloc float[RowsAtOnce];
        float* padded = null;
        fixed (float* x = rows)
        {
            for (int start = 0; start < nearest.Length; start += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, nearest.Length - start);
                Span<int> found = nearest.Slice(start, count);
                new Span<float>(best, count).Fill(float.PositiveInfinity);
                found.Clear();
                int whole = count - (count % TileProduct.Height);
                if (whole < count)
                {
                    padded = Pad(padded, rows.Slice((start + whole) * depth, (count - whole) * depth));
                }

                for (int panel = 0; panel < _columns.PanelCount; panel++)
                {
                    for (int r = 0; r < count; r += TileProduct.Height)
                    {
                        float* at = r < whole ? x + ((nint)(start + r) * depth) : padded;
                        TileProduct.Multiply(at, depth, _columns.Panel(panel), depth, tile);
                        int height = Math.Min(TileProduct.Height, count - r);
                        for (int i = 0; i < height; i++)
                        {
                            ScoreScan.Lower(
                                tile + (i * TileProduct.Width),
                                _bias.AsSpan(panel * TileProduct.Width, TileProduct.Width),
                                panel * TileProduct.Width,
                                ref best[r + i],
                                ref found[r + i]);
                        }
                    }
                }
            }
        }

        NativeMemory.AlignedFree(padded);
    }

    /// <inheritdoc/>
    public void Dispose() => _columns.Dispose();

    private float* Pad(float* padded, ReadOnlySpan<float> rest)
    {
        nuint length = (nuint)(TileProduct.Height * _columns.Depth);
        if (padded is null)
        {
            padded = (float*)NativeMemory.AlignedAlloc(length * sizeof(float), CacheLine);
        }

        NativeMemory.Clear(padded, length * sizeof(float));
        rest.CopyTo(new Span<float>(padded, (int)length));
        return padded;
    }
}
