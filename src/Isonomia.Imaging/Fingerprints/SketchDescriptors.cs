namespace Isonomia.Imaging;

/// <summary>What sketches are first compared by: 8 × 8 cosine coefficients of a window, flattened over frequencies,
/// unit length.</summary>
internal static class SketchDescriptors
{
    /// <summary>The length of a descriptor.</summary>
    internal const int Width = Kept * Kept;

    private const int Kept = 8;
    private const int Grid = 16;

    /// <summary>Windows at five scales; a crop to two thirds of a side lies near one of them.</summary>
    internal static readonly SketchWindow[] Windows = [.. Scales()];

    /// <summary>The descriptor of a window.</summary>
    /// <param name="integral">The sums of the sketch.</param>
    /// <param name="window">The window.</param>
    /// <param name="descriptor">Receives the descriptor; zeros where the window is flat.</param>
    internal static void Write(ReadOnlySpan<float> integral, SketchWindow window, Span<float> descriptor)
    {
        Span<float> grid = stackalloc float[Grid * Grid];
        Span<float> corners = stackalloc float[2 * (Grid + 1)];
        window.Sample(integral, Grid, corners, grid);
        double[] low = CosineTransform.Low(grid, Grid, Kept);
        double squares = 0;
        for (int i = 0; i < low.Length; i++)
        {
            low[i] *= (i / Kept) + (i % Kept); // natural pictures fall off with frequency; the constant drops out
            squares += low[i] * low[i];
        }

        double factor = squares > 1e-6 ? 1 / Math.Sqrt(squares) : 0;
        for (int i = 0; i < low.Length; i++)
        {
            descriptor[i] = (float)(low[i] * factor);
        }
    }

    /// <summary>The descriptor after turning and mirroring: signs change with odd frequencies, a quarter turn exchanges
    /// directions.</summary>
    internal static void Turn(ReadOnlySpan<float> descriptor, int turn, Span<float> turned)
    {
        for (int v = 0; v < Kept; v++)
        {
            for (int u = 0; u < Kept; u++)
            {
                bool isTransposed = (turn & 1) == 1;
                float value = isTransposed ? descriptor[(u * Kept) + v] : descriptor[(v * Kept) + u];
                bool flipX = (turn & 3) is 2 or 3;
                bool flipY = (turn & 3) is 1 or 2;
                flipX ^= turn >= 4;
                bool isNegative = (flipX && (u & 1) == 1) ^ (flipY && (v & 1) == 1);
                turned[(v * Kept) + u] = isNegative ? -value : value;
            }
        }
    }

    private static IEnumerable<SketchWindow> Scales()
    {
        foreach ((float scale, int places) in new[] { (1f, 1), (0.92f, 2), (0.85f, 3), (0.75f, 4), (0.66f, 4) })
        {
            float size = scale * PictureSketch.Side;
            float step = places == 1 ? 0 : (PictureSketch.Side - size) / (places - 1);
            for (int y = 0; y < places; y++)
            {
                for (int x = 0; x < places; x++)
                {
                    yield return new SketchWindow(x * step, y * step, (x * step) + size, (y * step) + size);
                }
            }
        }
    }
}
