namespace Isonomia.Imaging;

/// <summary>A part of a sketch, in cells.</summary>
/// <param name="Left">Left edge, at least 0.</param>
/// <param name="Top">Top edge, at least 0.</param>
/// <param name="Right">Right edge, at most 64.</param>
/// <param name="Bottom">Bottom edge, at most 64.</param>
internal readonly record struct SketchWindow(float Left, float Top, float Right, float Bottom)
{
    internal static SketchWindow Whole { get; } = new(0, 0, PictureSketch.Side, PictureSketch.Side);

    /// <summary>The share of the sketch's area.</summary>
    internal double Share => (Right - Left) * (Bottom - Top) / (double)(PictureSketch.Side * PictureSketch.Side);

    /// <summary>Mean brightness on an n × n grid over the window, from sums of rectangles.</summary>
    /// <param name="integral">See <see cref="PictureSketch.Integral"/>.</param>
    /// <param name="n">Cells on a side.</param>
    /// <param name="corners">Working memory, shape [2, n + 1].</param>
    /// <param name="grid">Receives the means up to a factor, shape [n, n].</param>
    internal void Sample(ReadOnlySpan<float> integral, int n, Span<float> corners, Span<float> grid)
    {
        const int Stride = PictureSketch.Side + 1;
        Span<float> above = corners[..(n + 1)];
        Span<float> below = corners.Slice(n + 1, n + 1);
        float stepX = (Right - Left) / n;
        float stepY = (Bottom - Top) / n;
        for (int row = 0; row <= n; row++)
        {
            float y = Math.Min(Top + (row * stepY), PictureSketch.Side);
            int iy = Math.Min((int)y, PictureSketch.Side - 1);
            float fy = y - iy;
            ReadOnlySpan<float> first = integral.Slice(iy * Stride, Stride);
            ReadOnlySpan<float> second = integral.Slice((iy + 1) * Stride, Stride);
            for (int column = 0; column <= n; column++)
            {
                float x = Math.Min(Left + (column * stepX), PictureSketch.Side);
                int ix = Math.Min((int)x, PictureSketch.Side - 1);
                float fx = x - ix;
                float upper = first[ix] + (fx * (first[ix + 1] - first[ix]));
                float lower = second[ix] + (fx * (second[ix + 1] - second[ix]));
                below[column] = upper + (fy * (lower - upper));
            }

            if (row > 0)
            {
                for (int column = 0; column < n; column++)
                {
                    grid[((row - 1) * n) + column] =
                        (below[column + 1] - below[column] - above[column + 1] + above[column]) / (stepX * stepY);
                }
            }

            Span<float> swap = above;
            above = below;
            below = swap;
        }
    }
}
