namespace Isonomia.Imaging;

/// <summary>A picture reduced to 64 × 64 gray cells, stretched to its own darkest and brightest cell: what
/// near-duplicates are compared by.</summary>
public sealed class PictureSketch
{
    /// <summary>Cells on a side.</summary>
    internal const int Side = 64;

    private readonly byte[] _cells;

    private PictureSketch(byte[] cells, bool isFlat) => (_cells, IsFlat) = (cells, isFlat);

    /// <summary>Whether all cells are equal, so that nothing can be compared.</summary>
    public bool IsFlat { get; }

    /// <summary>Reduces a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>The sketch, 4 KiB.</returns>
    public static PictureSketch Of(Image image)
    {
        float[] grid = GrayGrid.Of(image, Side, Side);
        (float low, float high) = (grid.Min(), grid.Max());
        bool isFlat = !(high - low > 1e-3f);
        float factor = isFlat ? 0 : 255 / (high - low);
        return new PictureSketch(Array.ConvertAll(grid, value => (byte)(((value - low) * factor) + 0.5f)), isFlat);
    }

    /// <summary>Sums over the rectangle above and left of every corner, after turning and mirroring, shape [65,
    /// 65].</summary>
    /// <param name="turn">0 to 3 quarter turns, plus 4 for a mirror image.</param>
    internal float[] Integral(int turn)
    {
        const int Stride = Side + 1;
        float[] sums = new float[Stride * Stride];
        for (int y = 0; y < Side; y++)
        {
            float line = 0;
            for (int x = 0; x < Side; x++)
            {
                line += Cell(turn, x, y);
                sums[((y + 1) * Stride) + x + 1] = sums[(y * Stride) + x + 1] + line;
            }
        }

        return sums;
    }

    private byte Cell(int turn, int x, int y)
    {
        const int Last = Side - 1;
        int column = turn >= 4 ? Last - x : x;
        (int a, int b) = (turn & 3) switch
        {
            0 => (column, y),
            1 => (Last - y, column),
            2 => (Last - column, Last - y),
            _ => (y, Last - column),
        };
        return _cells[(b * Side) + a];
    }
}
