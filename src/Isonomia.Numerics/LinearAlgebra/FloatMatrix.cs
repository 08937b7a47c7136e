namespace Isonomia.Numerics;

/// <summary>A row-major matrix of floats, for example embeddings: a row each sample.</summary>
public readonly record struct FloatMatrix
{
    private readonly ReadOnlyMemory<float> _values;

    /// <summary>Wraps numbers without copying them.</summary>
    /// <param name="values">The numbers, row-major, shape [n, d].</param>
    /// <param name="width">The width d of a row, at least 1.</param>
    /// <exception cref="ArgumentException">The numbers do not fill whole rows.</exception>
    public FloatMatrix(ReadOnlyMemory<float> values, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (values.Length % width != 0)
        {
            throw new ArgumentException(
                $"{values.Length} numbers were given; rows of width {width} need a multiple of it.", nameof(values));
        }

        (_values, Width) = (values, width);
    }

    /// <summary>The width d of a row.</summary>
    public int Width { get; }

    /// <summary>How many rows there are.</summary>
    public int RowCount => Width == 0 ? 0 : _values.Length / Width;

    /// <summary>The numbers, row-major, shape [n, d].</summary>
    public ReadOnlyMemory<float> Values => _values;

    /// <summary>One row.</summary>
    /// <param name="row">The row, in [0, n).</param>
    /// <returns>d numbers.</returns>
    public ReadOnlySpan<float> Row(int row) => _values.Span.Slice(row * Width, Width);

    /// <summary>Copies some rows.</summary>
    /// <param name="rows">The rows, in the order of the copy; a row may occur twice.</param>
    /// <returns>A matrix of its own.</returns>
    public FloatMatrix Take(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        float[] copy = new float[checked(rows.Count * Width)];
        for (int i = 0; i < rows.Count; i++)
        {
            Row(rows[i]).CopyTo(copy.AsSpan(i * Width));
        }

        return new FloatMatrix(copy, Width);
    }

    /// <summary>Scales every row to Euclidean length 1; a row of zeros stays.</summary>
    /// <returns>A matrix of its own.</returns>
    public FloatMatrix Normalized()
    {
        float[] copy = _values.ToArray();
        for (int i = 0; i < RowCount; i++)
        {
            Span<float> row = copy.AsSpan(i * Width, Width);
            double sum = 0;
            foreach (float value in row)
            {
                sum += (double)value * value;
            }

            if (sum > 0)
            {
                double scale = 1 / Math.Sqrt(sum);
                for (int j = 0; j < row.Length; j++)
                {
                    row[j] = (float)(row[j] * scale);
                }
            }
        }

        return new FloatMatrix(copy, Width);
    }

    /// <summary>Finds the first row with a number that is not finite.</summary>
    /// <returns>The row, or -1.</returns>
    public int FirstRowNotFinite()
    {
        for (int i = 0; i < RowCount; i++)
        {
            foreach (float value in Row(i))
            {
                if (!float.IsFinite(value))
                {
                    return i;
                }
            }
        }

        return -1;
    }
}
