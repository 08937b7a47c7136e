using System.Numerics;

namespace Isonomia.Imaging;

/// <summary>64-bit hashes that change little when a picture is saved again; distance is the number of differing
/// bits.</summary>
/// <remarks>
/// <para>Bits go row by row, the first is the most significant. Grids are area means, see
/// <see cref="GrayGrid"/>.</para>
/// <para>Medical pictures look alike: a radius that works for photographs joins different chests. Calibrate it.</para>
/// <para>Sources: Zauner, Implementation and benchmarking of perceptual image hash functions, 2010; curation
/// specification §2.</para>
/// </remarks>
public static class PerceptualHash
{
    private const int Side = 8;
    private const int CosineSide = 32;

    /// <summary>The difference hash: a 9 × 8 grid, 1 where the right neighbor is larger.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>The hash.</returns>
    public static ulong Difference(Image image) => Difference(GrayGrid.Of(image, Side + 1, Side));

    /// <summary>The mean hash: an 8 × 8 grid, 1 above its mean.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>The hash.</returns>
    public static ulong Mean(Image image) => Mean(GrayGrid.Of(image, Side, Side));

    /// <summary>The cosine-transform hash: the lowest 8 × 8 coefficients (with the constant) of the type-II transform
    /// of a 32 × 32 grid, 1 above their median.</summary>
    /// <param name="image">The picture.</param>
    /// <returns>The hash.</returns>
    public static ulong Cosine(Image image) => Cosine(GrayGrid.Of(image, CosineSide, CosineSide));

    /// <summary>A hash of a picture, of its mirror image, of its inverse, and of the inverse of its mirror
    /// image.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="kind">Which hash.</param>
    /// <returns>Four hashes, in that order.</returns>
    public static ulong[] Variants(Image image, PerceptualHashKind kind)
    {
        (int columns, int rows) = kind switch
        {
            PerceptualHashKind.Difference => (Side + 1, Side),
            PerceptualHashKind.Mean => (Side, Side),
            _ => (CosineSide, CosineSide),
        };
        float[] grid = GrayGrid.Of(image, columns, rows);
        float[] mirrored = [.. grid];
        for (int row = 0; row < rows; row++)
        {
            mirrored.AsSpan(row * columns, columns).Reverse();
        }

        float[] inverse = Array.ConvertAll(grid, value => 255 - value);
        float[] inverseMirrored = Array.ConvertAll(mirrored, value => 255 - value);
        return Array.ConvertAll([grid, mirrored, inverse, inverseMirrored], cells => kind switch
        {
            PerceptualHashKind.Difference => Difference(cells),
            PerceptualHashKind.Mean => Mean(cells),
            _ => Cosine(cells),
        });
    }

    /// <summary>The number of bits in which two hashes differ.</summary>
    /// <param name="first">A hash.</param>
    /// <param name="second">A hash of the same kind.</param>
    /// <returns>0 to 64.</returns>
    public static int Distance(ulong first, ulong second) => BitOperations.PopCount(first ^ second);

    /// <summary>The difference hash of a grid of 9 columns and 8 rows.</summary>
    internal static ulong Difference(ReadOnlySpan<float> grid)
    {
        ulong hash = 0;
        for (int i = 0; i < Side * Side; i++)
        {
            int at = (i / Side * (Side + 1)) + (i % Side);
            hash = (hash << 1) | (grid[at + 1] > grid[at] ? 1UL : 0);
        }

        return hash;
    }

    /// <summary>The mean hash of a grid of 8 × 8.</summary>
    internal static ulong Mean(ReadOnlySpan<float> grid)
    {
        double mean = 0;
        foreach (float value in grid)
        {
            mean += value;
        }

        return Bits(Array.ConvertAll(grid.ToArray(), value => (double)value), mean / grid.Length);
    }

    /// <summary>The cosine-transform hash of a grid of 32 × 32.</summary>
    internal static ulong Cosine(ReadOnlySpan<float> grid)
    {
        double[] low = CosineTransform.Low(grid, CosineSide, Side);
        double[] sorted = [.. low.Order()];
        return Bits(low, (sorted[31] + sorted[32]) / 2);
    }

    private static ulong Bits(double[] values, double threshold)
    {
        ulong hash = 0;
        foreach (double value in values)
        {
            hash = (hash << 1) | (value > threshold ? 1UL : 0);
        }

        return hash;
    }
}
