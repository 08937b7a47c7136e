using System.Numerics;

namespace Isonomia.Imaging;

/// <summary>Changes the size of images: rows first, then columns.</summary>
/// <remarks>Vectors run over neighboring target pixels and never over the terms of one sum, so that every machine adds
/// in the same order. 8-bit samples with antialiasing go through Pillow's 22-bit fixed-point weights.</remarks>
internal static class Resampling
{
    private const int PrecisionBits = 32 - 8 - 2;

    internal static Image Resize(Image image, int width, int height, ResizeKernel kernel, bool antialias)
    {
        if (!antialias && kernel is (ResizeKernel.Lanczos3 or ResizeKernel.Area))
        {
            throw new ArgumentException(
                "Lanczos3 and area always use antialiasing; linear and cubic can do without.", nameof(antialias));
        }

        if (kernel == ResizeKernel.Nearest)
        {
            return Nearest(image, width, height);
        }

        AxisWeights columns = Weights(image.Width, width, kernel, antialias);
        AxisWeights rows = Weights(image.Height, height, kernel, antialias);
        if (image.IsByte && antialias && kernel != ResizeKernel.Area)
        {
            return new Image(width, height, image.BandCount, Bytes(image, width, height, columns, rows));
        }

        float[] floats = Floats(image, width, height, columns, rows);
        return image.IsByte
            ? new Image(width, height, image.BandCount, Array.ConvertAll(
                floats, value => (byte)Math.Clamp(MathF.Round(value, MidpointRounding.ToEven), 0, 255)))
            : new Image(width, height, image.BandCount, floats, image.FullScale);
    }

    private static AxisWeights Weights(int from, int to, ResizeKernel kernel, bool antialias) =>
        kernel == ResizeKernel.Area ? AxisWeights.Covered(from, to)
        : antialias ? AxisWeights.Widened(from, to, kernel)
        : AxisWeights.Fixed(from, to, kernel == ResizeKernel.Cubic);

    private static Image Nearest(Image image, int width, int height)
    {
        int[] columns = AxisWeights.Nearest(image.Width, width);
        int[] rows = AxisWeights.Nearest(image.Height, height);
        return image.IsByte
            ? new Image(width, height, image.BandCount, Pick(image.Bytes, image.Width, image.BandCount, columns, rows))
            : new Image(
                width, height, image.BandCount, Pick(image.Floats, image.Width, image.BandCount, columns, rows),
                image.FullScale);
    }

    private static T[] Pick<T>(ReadOnlySpan<T> source, int width, int bands, int[] columns, int[] rows)
    {
        T[] target = new T[rows.Length * columns.Length * bands];
        int to = 0;
        foreach (int row in rows)
        {
            foreach (int column in columns)
            {
                int from = ((row * width) + column) * bands;
                for (int band = 0; band < bands; band++)
                {
                    target[to++] = source[from + band];
                }
            }
        }

        return target;
    }

    private static byte[] Bytes(Image image, int width, int height, AxisWeights columns, AxisWeights rows)
    {
        int bands = image.BandCount;
        byte[] narrow = width == image.Width ? image.Bytes.ToArray() : new byte[width * image.Height * bands];
        if (width != image.Width)
        {
            int[] weights = FixedPoint(columns);
            for (int y = 0; y < image.Height; y++)
            {
                ByteRow(
                    image.Bytes.Slice(y * image.Width * bands, image.Width * bands),
                    narrow.AsSpan(y * width * bands, width * bands), columns, weights, bands);
            }
        }

        if (height == image.Height)
        {
            return narrow;
        }

        byte[] target = new byte[width * height * bands];
        int[] vertical = FixedPoint(rows);
        for (int y = 0; y < height; y++)
        {
            ByteColumns(
                narrow, rows.Starts[y] * width * bands, width * bands,
                vertical.AsSpan(y * rows.Stride, rows.Counts[y]), target.AsSpan(y * width * bands, width * bands));
        }

        return target;
    }

    private static int[] FixedPoint(AxisWeights axis) => Array.ConvertAll(
        axis.Weights, weight => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits))));

    private static void ByteRow(
        ReadOnlySpan<byte> source, Span<byte> target, AxisWeights axis, int[] weights, int bands)
    {
        const int Half = 1 << (PrecisionBits - 1);
        for (int x = 0; x < axis.Starts.Length; x++)
        {
            ReadOnlySpan<int> taps = weights.AsSpan(x * axis.Stride, axis.Counts[x]);
            ReadOnlySpan<byte> pixels = source[(axis.Starts[x] * bands)..];
            if (bands == 1)
            {
                int sum = Half;
                for (int i = 0; i < taps.Length; i++)
                {
                    sum += pixels[i] * taps[i];
                }

                target[x] = Clip(sum);
                continue;
            }

            (int red, int green, int blue) = (Half, Half, Half);
            for (int i = 0; i < taps.Length; i++)
            {
                red += pixels[3 * i] * taps[i];
                green += pixels[(3 * i) + 1] * taps[i];
                blue += pixels[(3 * i) + 2] * taps[i];
            }

            (target[3 * x], target[(3 * x) + 1], target[(3 * x) + 2]) = (Clip(red), Clip(green), Clip(blue));
        }
    }

    private static void ByteColumns(byte[] source, int start, int stride, ReadOnlySpan<int> taps, Span<byte> target)
    {
        const int Half = 1 << (PrecisionBits - 1);
        int at = 0;
        for (; at + Vector<byte>.Count <= target.Length; at += Vector<byte>.Count)
        {
            Vector<int> a = new(Half);
            (Vector<int> b, Vector<int> c, Vector<int> d) = (a, a, a);
            for (int i = 0; i < taps.Length; i++)
            {
                Vector.Widen(
                    new Vector<byte>(source, start + (i * stride) + at), out Vector<ushort> low,
                    out Vector<ushort> high);
                Vector.Widen(low, out Vector<uint> first, out Vector<uint> second);
                Vector.Widen(high, out Vector<uint> third, out Vector<uint> fourth);
                Vector<int> weight = new(taps[i]);
                a += Vector.AsVectorInt32(first) * weight;
                b += Vector.AsVectorInt32(second) * weight;
                c += Vector.AsVectorInt32(third) * weight;
                d += Vector.AsVectorInt32(fourth) * weight;
            }

            Vector.Narrow(
                Vector.Narrow(Clip(a), Clip(b)),
                Vector.Narrow(Clip(c), Clip(d))).CopyTo(target[at..]);
        }

        for (; at < target.Length; at++)
        {
            int sum = Half;
            for (int i = 0; i < taps.Length; i++)
            {
                sum += source[start + (i * stride) + at] * taps[i];
            }

            target[at] = Clip(sum);
        }
    }

    private static byte Clip(int sum) => (byte)Math.Clamp(sum >> PrecisionBits, 0, 255);

    private static Vector<uint> Clip(Vector<int> sum) => Vector.AsVectorUInt32(
        Vector.Min(
            Vector.Max(Vector.ShiftRightArithmetic(sum, PrecisionBits), Vector<int>.Zero), new Vector<int>(255)));

    private static float[] Floats(Image image, int width, int height, AxisWeights columns, AxisWeights rows)
    {
        int bands = image.BandCount;
        float[] source = image.IsByte
            ? Array.ConvertAll(image.Bytes.ToArray(), value => (float)value)
            : image.Floats.ToArray();
        float[] narrow = width == image.Width ? source : new float[width * image.Height * bands];
        if (width != image.Width)
        {
            for (int y = 0; y < image.Height; y++)
            {
                FloatRow(
                    source.AsSpan(y * image.Width * bands, image.Width * bands),
                    narrow.AsSpan(y * width * bands, width * bands), columns, bands);
            }
        }

        if (height == image.Height)
        {
            return narrow;
        }

        float[] target = new float[width * height * bands];
        for (int y = 0; y < height; y++)
        {
            FloatColumns(
                narrow, rows.Starts[y] * width * bands, width * bands,
                rows.Weights.AsSpan(y * rows.Stride, rows.Counts[y]), target.AsSpan(y * width * bands, width * bands));
        }

        return target;
    }

    private static void FloatRow(ReadOnlySpan<float> source, Span<float> target, AxisWeights axis, int bands)
    {
        for (int x = 0; x < axis.Starts.Length; x++)
        {
            ReadOnlySpan<double> taps = axis.Weights.AsSpan(x * axis.Stride, axis.Counts[x]);
            for (int band = 0; band < bands; band++)
            {
                double sum = 0;
                for (int i = 0; i < taps.Length; i++)
                {
                    sum += source[((axis.Starts[x] + i) * bands) + band] * taps[i];
                }

                target[(x * bands) + band] = (float)sum;
            }
        }
    }

    private static void FloatColumns(
        float[] source, int start, int stride, ReadOnlySpan<double> taps, Span<float> target)
    {
        int at = 0;
        for (; at + Vector<float>.Count <= target.Length; at += Vector<float>.Count)
        {
            (Vector<double> a, Vector<double> b) = (Vector<double>.Zero, Vector<double>.Zero);
            for (int i = 0; i < taps.Length; i++)
            {
                Vector.Widen(
                    new Vector<float>(source, start + (i * stride) + at), out Vector<double> low,
                    out Vector<double> high);
                a += low * taps[i];
                b += high * taps[i];
            }

            Vector.Narrow(a, b).CopyTo(target[at..]);
        }

        for (; at < target.Length; at++)
        {
            double sum = 0;
            for (int i = 0; i < taps.Length; i++)
            {
                sum += source[start + (i * stride) + at] * taps[i];
            }

            target[at] = (float)sum;
        }
    }
}
