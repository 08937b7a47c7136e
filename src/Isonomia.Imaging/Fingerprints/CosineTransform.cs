using System.Collections.Concurrent;

namespace Isonomia.Imaging;

/// <summary>The low part of the type-II cosine transform in both directions, orthonormal.</summary>
internal static class CosineTransform
{
    private static readonly ConcurrentDictionary<(int Side, int Kept), double[]> Tables = new();

    /// <summary>The lowest coefficients, vertical frequency first.</summary>
    /// <param name="grid">The grid, shape [side, side].</param>
    /// <param name="side">Its side.</param>
    /// <param name="kept">How many frequencies are kept in each direction.</param>
    /// <returns>The coefficients, shape [kept, kept].</returns>
    internal static double[] Low(ReadOnlySpan<float> grid, int side, int kept)
    {
        double[] table = Tables.GetOrAdd((side, kept), Table);
        double[] half = new double[side * kept];
        for (int y = 0; y < side; y++)
        {
            for (int u = 0; u < kept; u++)
            {
                double sum = 0;
                for (int x = 0; x < side; x++)
                {
                    sum += table[(u * side) + x] * grid[(y * side) + x];
                }

                half[(y * kept) + u] = sum;
            }
        }

        double[] low = new double[kept * kept];
        for (int v = 0; v < kept; v++)
        {
            for (int y = 0; y < side; y++)
            {
                double factor = table[(v * side) + y];
                for (int u = 0; u < kept; u++)
                {
                    low[(v * kept) + u] += factor * half[(y * kept) + u];
                }
            }
        }

        return low;
    }

    private static double[] Table((int Side, int Kept) shape)
    {
        double[] table = new double[shape.Kept * shape.Side];
        for (int u = 0; u < shape.Kept; u++)
        {
            for (int x = 0; x < shape.Side; x++)
            {
                table[(u * shape.Side) + x] =
                    Math.Sqrt((u == 0 ? 1.0 : 2.0) / shape.Side) * Math.Cos(Math.PI * u * (x + 0.5) / shape.Side);
            }
        }

        return table;
    }
}
