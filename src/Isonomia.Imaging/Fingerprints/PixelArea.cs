namespace Isonomia.Imaging;

/// <summary>A rectangle of pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal readonly record struct PixelArea(int Left, int Top, int Width, int Height)
{
    private const double Tolerance = 8;
    private const double LeastShare = 0.4;

    /// <summary>The picture without an even border: lines at the edges that vary by at most 8 of 255 and are as bright
    /// as the outermost one. Where less than two fifths of a side would be left, that side keeps its border.</summary>
    internal static PixelArea WithoutBorder(Image image)
    {
        (int width, int height) = (image.Width, image.Height);
        double[] line = new double[width];
        double[] rowLow = new double[height];
        double[] rowHigh = new double[height];
        double[][] rows = new double[height][];
        for (int y = 0; y < height; y++)
        {
            GrayGrid.Brightness(image, y, line);
            (rowLow[y], rowHigh[y]) = (line.Min(), line.Max());
            rows[y] = [.. line];
        }

        (int top, int bottom) = Inside(rowLow, rowHigh);
        double[] low = new double[width];
        double[] high = new double[width];
        Array.Fill(low, double.PositiveInfinity);
        Array.Fill(high, double.NegativeInfinity);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = 0; x < width; x++)
            {
                low[x] = Math.Min(low[x], rows[y][x]);
                high[x] = Math.Max(high[x], rows[y][x]);
            }
        }

        (int left, int right) = Inside(low, high);
        return new PixelArea(left, top, right - left + 1, bottom - top + 1);
    }

    private static (int First, int Last) Inside(double[] low, double[] high)
    {
        (int first, int last) = (0, low.Length - 1);
        while (first < last && IsBorder(first, 0))
        {
            first++;
        }

        while (last > first && IsBorder(last, low.Length - 1))
        {
            last--;
        }

        return last - first + 1 < LeastShare * low.Length ? (0, low.Length - 1) : (first, last);

        bool IsBorder(int at, int outermost) =>
            Math.Max(high[at], high[outermost]) - Math.Min(low[at], low[outermost]) <= Tolerance;
    }
}
