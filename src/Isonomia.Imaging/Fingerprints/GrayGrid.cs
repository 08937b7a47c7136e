namespace Isonomia.Imaging;

/// <summary>A picture's brightness on a small grid: the mean of every cell's area, from 0 (black) to 255
/// (white).</summary>
/// <remarks>Color is weighed as in ITU-R BT.601 (0.299, 0.587, 0.114). The aspect ratio is not kept. Pixels that lie in
/// two cells count in each by the part that lies there, so that the result does not depend on a resampling
/// library.</remarks>
public static class GrayGrid
{
    private const double Red = 0.299;
    private const double Green = 0.587;
    private const double Blue = 0.114;

    /// <summary>Averages a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="columns">Cells in a row, at least 1; may exceed the picture's width.</param>
    /// <param name="rows">Cells in a column, at least 1.</param>
    /// <returns>The means, row by row, shape [rows, columns].</returns>
    public static float[] Of(Image image, int columns, int rows)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        double[] line = new double[image.Width];
        double[] cells = new double[columns];
        double[] grid = new double[rows * columns];
        double cellHeight = (double)image.Height / rows;
        for (int y = 0; y < image.Height; y++)
        {
            Brightness(image, y, line);
            Along(line, cells);
            int first = (int)(y / cellHeight);
            for (int row = first; row < rows && row * cellHeight < y + 1; row++)
            {
                double part = Math.Min(y + 1, (row + 1) * cellHeight) - Math.Max(y, row * cellHeight);
                if (part > 0)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        grid[(row * columns) + column] += part * cells[column];
                    }
                }
            }
        }

        return Array.ConvertAll(grid, sum => (float)(sum / cellHeight));
    }

    /// <summary>The mean of every cell along one line of pixels.</summary>
    private static void Along(ReadOnlySpan<double> line, double[] cells)
    {
        double width = (double)line.Length / cells.Length;
        for (int cell = 0; cell < cells.Length; cell++)
        {
            double from = cell * width;
            double to = Math.Min(line.Length, (cell + 1) * width);
            int x = (int)from;
            double sum = 0;
            for (; x < line.Length && x < to; x++)
            {
                double part = Math.Min(x + 1, to) - Math.Max(x, from);
                sum += part * line[x];
            }

            cells[cell] = sum / width;
        }
    }

    private static void Brightness(Image image, int y, double[] line)
    {
        double scale = 255.0 / image.FullScale;
        int at = y * image.Width * image.BandCount;
        for (int x = 0; x < line.Length; x++, at += image.BandCount)
        {
            line[x] = image.BandCount == 1
                ? scale * Sample(image, at)
                : scale * ((Red * Sample(image, at)) + (Green * Sample(image, at + 1))
                    + (Blue * Sample(image, at + 2)));
        }
    }

    private static double Sample(Image image, int at) => image.IsByte ? image.Bytes[at] : image.Floats[at];
}
