namespace Isonomia.Integrity;

/// <summary>Suspects writing in a picture: even, high-contrast strokes that form signs of like height side by
/// side.</summary>
/// <remarks>No reading of letters. Pixels that stand out by 60 of 255 levels from the mean of a window of 31 pixels
/// (brighter ones, then darker ones) form components; signs are 6 to 60 pixels high, thin and of even shade; a line is
/// at least four signs of like height and stroke whose middles are level and whose gaps are at most their height.
/// Rule of our own after documentation specification §10.</remarks>
internal static class WritingDetector
{
    private const int Contrast = 60;
    private const int Radius = 15;
    private const int LeastHeight = 6;
    private const int MostHeight = 60;
    private const int FewestSigns = 4;
    private const double MostStrokeShare = 0.4;
    private const double MostStrokeVariation = 0.35;
    private const double MostShadeSpread = 30;

    /// <summary>Finds lines.</summary>
    /// <param name="gray">Gray levels, shape [height, width].</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <returns>The number of signs in each line.</returns>
    internal static IReadOnlyList<int> Find(byte[] gray, int width, int height)
    {
        if (width < 4 * LeastHeight || height < 2 * LeastHeight)
        {
            return [];
        }

        long[] integral = Integral(gray, width, height);
        List<int> lines = [];
        foreach (int sign in (ReadOnlySpan<int>)[1, -1])
        {
            bool[] mask = Mask(gray, integral, width, height, sign);
            lines.AddRange(Lines(Signs(mask, gray, width, height)));
        }

        return lines;
    }

    private static long[] Integral(byte[] gray, int width, int height)
    {
        long[] sums = new long[(width + 1) * (height + 1)];
        for (int y = 0; y < height; y++)
        {
            long line = 0;
            for (int x = 0; x < width; x++)
            {
                line += gray[(y * width) + x];
                sums[((y + 1) * (width + 1)) + x + 1] = sums[(y * (width + 1)) + x + 1] + line;
            }
        }

        return sums;
    }

    private static bool[] Mask(byte[] gray, long[] integral, int width, int height, int sign)
    {
        bool[] mask = new bool[gray.Length];
        for (int y = 0; y < height; y++)
        {
            (int top, int bottom) = (Math.Max(0, y - Radius), Math.Min(height, y + Radius + 1));
            for (int x = 0; x < width; x++)
            {
                (int left, int right) = (Math.Max(0, x - Radius), Math.Min(width, x + Radius + 1));
                long sum = integral[(bottom * (width + 1)) + right] - integral[(top * (width + 1)) + right]
                    - integral[(bottom * (width + 1)) + left] + integral[(top * (width + 1)) + left];
                double mean = (double)sum / ((bottom - top) * (right - left));
                mask[(y * width) + x] = sign * (gray[(y * width) + x] - mean) >= Contrast;
            }
        }

        return mask;
    }

    private static List<Sign> Signs(bool[] mask, byte[] gray, int width, int height)
    {
        List<Sign> signs = [];
        Stack<int> open = [];
        for (int start = 0; start < mask.Length; start++)
        {
            if (!mask[start])
            {
                continue;
            }

            Component component = new(width);
            mask[start] = false;
            open.Push(start);
            while (open.TryPop(out int at))
            {
                (int x, int y) = (at % width, at / width);
                int outside = 0;
                for (int dy = -1; dy <= 1; dy++)
                {
                    for (int dx = -1; dx <= 1; dx++)
                    {
                        (int nx, int ny) = (x + dx, y + dy);
                        if (nx >= 0 && ny >= 0 && nx < width && ny < height && mask[(ny * width) + nx])
                        {
                            mask[(ny * width) + nx] = false;
                            open.Push((ny * width) + nx);
                        }
                    }
                }

                outside += IsAlike(x - 1, y) ? 0 : 1;
                outside += IsAlike(x + 1, y) ? 0 : 1;
                outside += IsAlike(x, y - 1) ? 0 : 1;
                outside += IsAlike(x, y + 1) ? 0 : 1;
                component.Add(x, y, gray[at], outside);

                bool IsAlike(int nx, int ny) => nx >= 0 && ny >= 0 && nx < width && ny < height
                    && Math.Abs(gray[(ny * width) + nx] - gray[at]) < Contrast / 2;
            }

            if (component.ToSign() is { } sign)
            {
                signs.Add(sign);
            }
        }

        return [.. signs.OrderBy(sign => sign.Left).ThenBy(sign => sign.Top)];
    }

    private static IEnumerable<int> Lines(List<Sign> signs)
    {
        bool[] used = new bool[signs.Count];
        for (int first = 0; first < signs.Count; first++)
        {
            if (used[first])
            {
                continue;
            }

            List<int> line = [first];
            for (int next = first + 1; next < signs.Count; next++)
            {
                Sign last = signs[line[^1]];
                if (signs[next].Left - last.Right > last.Height)
                {
                    break;
                }

                if (!used[next] && last.IsBeside(signs[next]))
                {
                    line.Add(next);
                }
            }

            double mean = line.Average(i => signs[i].Stroke);
            double spread = Math.Sqrt(line.Average(i => (signs[i].Stroke - mean) * (signs[i].Stroke - mean)));
            if (line.Count >= FewestSigns && spread <= MostStrokeVariation * mean)
            {
                line.ForEach(i => used[i] = true);
                yield return line.Count;
            }
        }
    }

    private sealed record Sign(int Left, int Top, int Right, int Bottom, double Stroke)
    {
        internal int Height => Bottom - Top + 1;

        private double Middle => (Top + Bottom) / 2.0;

        internal bool IsBeside(Sign other)
        {
            double large = Math.Max(Height, other.Height);
            double small = Math.Min(Height, other.Height);
            return large <= 1.5 * small && Math.Abs(Middle - other.Middle) <= 0.3 * large
                && other.Left > Left + (0.2 * small) && other.Left - Right <= 0.8 * large
                && other.Left - Right >= -0.2 * large;
        }
    }

    private sealed class Component(int width)
    {
        private int _left = width;
        private int _top = int.MaxValue;
        private int _right = -1;
        private int _bottom = -1;
        private int _area;
        private int _edge;
        private double _sum;
        private double _squares;

        internal void Add(int x, int y, byte value, int outside)
        {
            (_left, _right) = (Math.Min(_left, x), Math.Max(_right, x));
            (_top, _bottom) = (Math.Min(_top, y), Math.Max(_bottom, y));
            _area++;
            _edge += outside;
            _sum += value;
            _squares += (double)value * value;
        }

        internal Sign? ToSign()
        {
            (int across, int high) = (_right - _left + 1, _bottom - _top + 1);
            double fill = (double)_area / (across * high);
            double stroke = 2.0 * _area / Math.Max(1, _edge);
            double mean = _sum / _area;
            double spread = Math.Sqrt(Math.Max(0, (_squares / _area) - (mean * mean)));
            bool isSign = high is >= LeastHeight and <= MostHeight && across <= 1.6 * high && across >= 0.1 * high
                && fill is >= 0.2 and <= 0.95 && stroke <= MostStrokeShare * high && spread <= MostShadeSpread
                && _edge >= _area / 2;
            return isSign ? new Sign(_left, _top, _right, _bottom, stroke) : null;
        }
    }
}
