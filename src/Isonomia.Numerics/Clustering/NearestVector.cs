namespace Isonomia.Numerics;

/// <summary>Finds, for every row, the nearest of k vectors: argmin of ½‖c‖² − x·c, the distance less what all
/// share.</summary>
/// <remarks>Products in float, see <see cref="TileProduct"/>; equal scores go to the lower index. Rows are
/// independent, so threads and blocks change no bit.</remarks>
internal sealed unsafe class NearestVector : IDisposable
{
    private const int RowsAtOnce = 96;

    private readonly PackedVectors _vectors;
    private readonly float[] _bias;

    /// <summary>Packs the vectors.</summary>
    /// <param name="vectors">The vectors, shape [k, d].</param>
    /// <param name="width">d.</param>
    internal NearestVector(ReadOnlySpan<float> vectors, int width)
    {
        _vectors = new PackedVectors(vectors, width);
        _bias = new float[_vectors.PanelCount * TileProduct.Width];
        Array.Fill(_bias, float.PositiveInfinity);
        for (int c = 0; c < _vectors.Count; c++)
        {
            _bias[c] = (float)(RowDistance.SquaredNorm(vectors.Slice(c * width, width)) / 2);
        }
    }

    /// <summary>Finds the nearest vector of each row.</summary>
    /// <param name="rows">The rows, shape [m, d].</param>
    /// <param name="nearest">Receives the index of the nearest vector, shape [m].</param>
    internal void Find(ReadOnlySpan<float> rows, Span<int> nearest)
    {
        int width = _vectors.Width;
        float* tile = stackalloc float[TileProduct.Height * TileProduct.Width];
        float* best = stackalloc float[RowsAtOnce];
        for (int start = 0; start < nearest.Length; start += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, nearest.Length - start);
            ReadOnlySpan<float> block = rows.Slice(start * width, count * width);
            Span<int> found = nearest.Slice(start, count);
            new Span<float>(best, count).Fill(float.PositiveInfinity);
            found.Clear();
            using PaddedRows padded = new(block, width);
            fixed (float* first = block)
            {
                for (int panel = 0; panel < _vectors.PanelCount; panel++)
                {
                    ReadOnlySpan<float> bias = _bias.AsSpan(panel * TileProduct.Width, TileProduct.Width);
                    for (int r = 0; r < count; r += TileProduct.Height)
                    {
                        TileProduct.Multiply(padded.At(first, r), width, _vectors.Panel(panel), width, tile);
                        for (int i = 0; i < Math.Min(TileProduct.Height, count - r); i++)
                        {
                            ScoreScan.Lower(
                                tile + (i * TileProduct.Width), bias, panel * TileProduct.Width, ref best[r + i],
                                    ref found[r + i]);
                        }
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _vectors.Dispose();
}
