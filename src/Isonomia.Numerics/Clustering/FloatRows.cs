using System.Runtime.InteropServices;

namespace Isonomia.Numerics;

/// <summary>A matrix of float rows, shape [n, d], that is read in blocks: in memory, or larger than memory.</summary>
/// <remarks>Reading must be possible from several threads and must give the same numbers every time.</remarks>
public abstract class FloatRows
{
    /// <summary>Declares the shape.</summary>
    /// <param name="count">The number of rows n, at least 0.</param>
    /// <param name="width">The number of columns d, at least 1.</param>
    protected FloatRows(int count, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Count, Width) = (count, width);
    }

    /// <summary>The number of rows n.</summary>
    public int Count { get; }

    /// <summary>The number of columns d.</summary>
    public int Width { get; }

    /// <summary>Rows of an array that stays where it is.</summary>
    /// <param name="values">The matrix, row-major, shape [n, d]; not copied.</param>
    /// <param name="width">The number of columns d.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the width.</exception>
    public static FloatRows Of(ReadOnlyMemory<float> values, int width) => new ArrayRows(values, width);

    /// <summary>Rows of a file of little-endian float32 or float16 numbers, read block by block.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The byte where the first row begins.</param>
    /// <param name="count">The number of rows n.</param>
    /// <param name="width">The number of columns d.</param>
    /// <param name="isHalf">Whether the numbers are float16; otherwise float32.</param>
    /// <returns>The rows; dispose them to close the file.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="ArgumentException">The file is shorter than the rows.</exception>
    public static FileRows OfFile(string path, long offset, int count, int width, bool isHalf) =>
        new(path, offset, count, width, isHalf);

    /// <summary>The same rows, each divided by its Euclidean norm; a row of zeros stays zero.</summary>
    /// <returns>The rows, normalized at every reading.</returns>
    public FloatRows Normalized() => new NormalizedRows(this);

    /// <summary>Copies rows out.</summary>
    /// <param name="first">The first row, in [0, n].</param>
    /// <param name="target">Receives whole rows, length a multiple of d.</param>
    public abstract void Read(int first, Span<float> target);

    /// <summary>The rows where they lie in memory.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="values">The rows, shape [count, d].</param>
    /// <returns>Whether the rows lie in memory; otherwise they must be read.</returns>
    public virtual bool TryView(int first, int count, out ReadOnlyMemory<float> values)
    {
        values = default;
        return false;
    }

    /// <summary>Copies chosen rows out, in the order given.</summary>
    /// <param name="rows">The rows, each in [0, n), shape [m].</param>
    /// <returns>The chosen rows, shape [m, d].</returns>
    public float[] Gather(ReadOnlySpan<int> rows)
    {
        float[] gathered = new float[checked(rows.Length * Width)];
        for (int i = 0; i < rows.Length; i++)
        {
            Read(rows[i], gathered.AsSpan(i * Width, Width));
        }

        return gathered;
    }

    private sealed class ArrayRows(ReadOnlyMemory<float> values, int width)
        : FloatRows(RowCount(values.Length, width), width)
    {
        public override void Read(int first, Span<float> target) =>
            values.Span.Slice(first * Width, target.Length).CopyTo(target);

        public override bool TryView(int first, int count, out ReadOnlyMemory<float> view)
        {
            view = values.Slice(first * Width, count * Width);
            return true;
        }

        private static int RowCount(int length, int width)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
            return length % width == 0
                ? length / width
                : throw new ArgumentException($"{length} numbers do not make rows of {width}.", nameof(values));
        }
    }

    private sealed class NormalizedRows(FloatRows inner) : FloatRows(inner.Count, inner.Width)
    {
        public override void Read(int first, Span<float> target)
        {
            inner.Read(first, target);
            for (int start = 0; start < target.Length; start += Width)
            {
                Span<float> row = target.Slice(start, Width);
                double norm = Math.Sqrt(RowDistance.SquaredNorm(row));
                if (norm > 0)
                {
                    float factor = (float)(1 / norm);
                    foreach (ref float value in row)
                    {
                        value *= factor;
                    }
                }
            }
        }
    }
}
