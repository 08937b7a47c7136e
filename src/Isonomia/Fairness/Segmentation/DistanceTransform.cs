namespace Isonomia.Fairness;

/// <summary>The exact squared Euclidean distance of every voxel to the nearest voxel of a set.</summary>
/// <remarks>
/// <para>One pass an axis. A line of the first axis is swept twice, as its values are 0 or infinite; the others take
/// the lower
/// envelope of parabolas. Several neighboring lines are gathered at once, so that memory is read in order.
/// O(voxels).</para>
/// <para>Source: Felzenszwalb and Huttenlocher, Distance transforms of sampled functions, Theory of Computing 8 (2012),
/// 415–428, algorithm 1 (specification §20, A12).</para>
/// </remarks>
internal sealed class DistanceTransform
{
    private const int LineBlock = 16;

    private readonly GridBox _box;
    private readonly double[] _squares;
    private readonly double[] _lines;
    private readonly double[] _envelope;
    private readonly double[] _starts;
    private readonly int[] _vertices;
    private readonly (double Z, double Y, double X) _spacing;

    internal DistanceTransform(GridBox box, (double Z, double Y, double X) spacing)
    {
        _box = box;
        _spacing = spacing;
        int longest = Math.Max(box.Depth, box.Height);
        _squares = new double[box.Count];
        _lines = new double[longest * LineBlock];
        _envelope = new double[longest];
        _vertices = new int[longest];
        _starts = new double[longest + 1];
    }

    /// <summary>Computes the squared distance to a set.</summary>
    /// <param name="set">The indices of the set's voxels in the box, at least one.</param>
    /// <returns>The squared distances in mm²; the next call overwrites them.</returns>
    internal ReadOnlySpan<double> To(ReadOnlySpan<int> set)
    {
        Array.Fill(_squares, double.PositiveInfinity);
        foreach (int voxel in set)
        {
            _squares[voxel] = 0;
        }

        SweepRows();
        int plane = _box.Height * _box.Width;
        for (int z = 0; z < _box.Depth && _box.Height > 1; z++)
        {
            AlongAxis(z * plane, _box.Height, _box.Width, _box.Width, _spacing.Y);
        }

        if (_box.Depth > 1)
        {
            AlongAxis(0, _box.Depth, plane, plane, _spacing.Z);
        }

        return _squares;
    }

    private void SweepRows()
    {
        for (int start = 0; start < _squares.Length; start += _box.Width)
        {
            Span<double> row = _squares.AsSpan(start, _box.Width);
            int last = -1;
            for (int x = 0; x < row.Length; x++)
            {
                last = row[x] == 0 ? x : last;
                row[x] = last < 0 ? double.PositiveInfinity : Square(x - last, _spacing.X);
            }

            last = -1;
            for (int x = row.Length - 1; x >= 0; x--)
            {
                last = row[x] == 0 ? x : last;
                row[x] = last < 0 ? row[x] : Math.Min(row[x], Square(last - x, _spacing.X));
            }
        }
    }

    private void AlongAxis(int start, int length, int stride, int lineCount, double spacing)
    {
        for (int first = 0; first < lineCount; first += LineBlock)
        {
            int lines = Math.Min(LineBlock, lineCount - first);
            for (int i = 0; i < length; i++)
            {
                ReadOnlySpan<double> from = _squares.AsSpan(start + first + (i * stride), lines);
                for (int line = 0; line < lines; line++)
                {
                    _lines[(line * length) + i] = from[line];
                }
            }

            for (int line = 0; line < lines; line++)
            {
                LowerEnvelope(_lines.AsSpan(line * length, length), spacing);
            }

            for (int i = 0; i < length; i++)
            {
                Span<double> to = _squares.AsSpan(start + first + (i * stride), lines);
                for (int line = 0; line < lines; line++)
                {
                    to[line] = _lines[(line * length) + i];
                }
            }
        }
    }

    private void LowerEnvelope(Span<double> values, double spacing)
    {
        double unit = spacing * spacing;
        int count = 0;
        for (int q = 0; q < values.Length; q++)
        {
            if (double.IsPositiveInfinity(values[q]))
            {
                continue;
            }

            double start = double.NegativeInfinity;
            while (count > 0)
            {
                int v = _vertices[count - 1];
                start = (((values[q] - values[v]) / unit) + ((double)q * q) - ((double)v * v)) / (2.0 * (q - v));
                if (start > _starts[count - 1])
                {
                    break;
                }

                count--;
                start = double.NegativeInfinity;
            }

            _vertices[count] = q;
            _starts[count++] = start;
        }

        if (count == 0)
        {
            return;
        }

        int at = 0;
        for (int q = 0; q < values.Length; q++)
        {
            while (at + 1 < count && _starts[at + 1] < q)
            {
                at++;
            }

            _envelope[q] = Square(q - _vertices[at], spacing) + values[_vertices[at]];
        }

        _envelope.AsSpan(0, values.Length).CopyTo(values);
    }

    private static double Square(int steps, double spacing) => steps * spacing * (steps * spacing);
}
