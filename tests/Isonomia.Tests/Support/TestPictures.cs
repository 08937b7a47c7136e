using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Small gray pictures by a word: a seed (<c>3</c>), <c>flat</c>, <c>two</c> (gray levels), and changes after
/// a colon:
/// <c>3:mirror</c>, <c>3:crop</c>, <c>3:invert</c>, <c>3:border</c>, <c>3:text</c>, <c>3:blur</c>. <c>body3</c> has a
/// bright middle as all bodies, <c>noise3</c> is noise.</summary>
internal static class TestPictures
{
    private const int Width = 144;
    private const int Height = 128;

    internal static Image Make(string word)
    {
        string[] parts = word.Split(':');
        byte[] bytes = parts[0] switch
        {
            "flat" => [.. Enumerable.Repeat((byte)90, Width * Height)],
            "two" => [.. Enumerable.Range(0, Width * Height).Select(i => (byte)(i % Width < Width / 2 ? 40 : 200))],
            _ when parts[0].StartsWith("body", StringComparison.Ordinal) => Body(Seed(parts[0]["body".Length..])),
            _ when parts[0].StartsWith("noise", StringComparison.Ordinal) => Noise(Seed(parts[0]["noise".Length..])),
            _ => Blobs(ulong.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)),
        };
        return parts.ElementAtOrDefault(1) switch
        {
            "mirror" => Map(bytes, Width, Height, (x, y) => (Width - 1 - x, y), value => value),
            "crop" => Map(bytes, Width - 20, Height - 12, (x, y) => (x + 13, y + 5), value => value),
            "invert" => Map(bytes, Width, Height, (x, y) => (x, y), value => (byte)(255 - value)),
            "border" => Map(bytes, Width, Height, static (x, y) => (x, y), static value => value, Middle),
            "text" => Map(bytes, Width, Height, static (x, y) => (x, y), static value => (byte)(value / 3), Signs),
            "blur" => new Image(Width, Height, 1, Blurred(bytes)),
            _ => new Image(Width, Height, 1, bytes),
        };
    }

    private static byte[] Blobs(ulong seed)
    {
        RandomSource random = new(seed);
        (double X, double Y, double Size, double Height)[] blobs = [.. Enumerable.Range(0, 25).Select(_ => (
            random.NextDouble() * Width, random.NextDouble() * Height, 4 + (random.NextDouble() * 16),
                random.NextNormal()))];
        double[] sums = [.. Enumerable.Range(0, Width * Height).Select(i => blobs.Sum(blob => blob.Height * Math.Exp(
            -((((i % Width) - blob.X) * ((i % Width) - blob.X)) + (((i / Width) - blob.Y) * ((i / Width) - blob.Y)))
                / (2 * blob.Size * blob.Size))))];
        (double low, double high) = (sums.Min(), sums.Max());
        return Array.ConvertAll(sums, sum => (byte)((sum - low) / (high - low) * 255));
    }

    private static ulong Seed(string text) => ulong.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A bright middle, and a little noise.</summary>
    private static byte[] Body(ulong seed)
    {
        RandomSource random = new(seed);
        return [.. Enumerable.Range(0, Width * Height).Select(i =>
        {
            double x = ((i % Width) - (Width / 2.0)) / Width;
            double y = ((i / Width) - (Height / 2.0)) / Height;
            return (byte)Math.Clamp((220 * Math.Exp(-8 * ((x * x) + (y * y)))) + (10 * random.NextNormal()), 0, 255);
        })];
    }

    private static byte[] Noise(ulong seed)
    {
        RandomSource random = new(seed);
        return [.. Enumerable.Range(0, Width * Height).Select(_ => (byte)random.NextInt32(256))];
    }

    private static byte[] Blurred(byte[] bytes) =>
        [.. bytes.Select((_, i) =>
        {
            (int x, int y) = (Math.Clamp(i % Width, 10, Width - 11), Math.Clamp(i / Width, 10, Height - 11));
            double sum = 0;
            for (int dy = -10; dy <= 10; dy++)
            {
                for (int dx = -10; dx <= 10; dx++)
                {
                    sum += bytes[((y + dy) * Width) + x + dx];
                }
            }

            return (byte)(sum / 441);
        })];

    /// <summary>Black but for the middle half of each side.</summary>
    private static byte? Middle(int x, int y) =>
        x is >= Width / 4 and < 3 * Width / 4 && y is >= Height / 4 and < 3 * Height / 4 ? null : (byte)0;

    /// <summary>Eight white letters H of 8 × 12 pixels in strokes of 2, 12 pixels apart.</summary>
    private static byte? Signs(int x, int y)
    {
        (int inX, int inY, int sign) = ((x - 10) % 12, y - 10, (x - 10) / 12);
        bool isLetter = x >= 10 && sign < 8 && inY is >= 0 and < 12 && inX < 8
            && (inX < 2 || inX >= 6 || inY is 5 or 6);
        return isLetter ? (byte)250 : null;
    }

    private static Image Map(
        byte[] source, int width, int height, Func<int, int, (int X, int Y)> from, Func<byte, byte> tone,
        Func<int, int, byte?>? over = null)
    {
        byte[] bytes = new byte[width * height];
        for (int i = 0; i < bytes.Length; i++)
        {
            (int x, int y) = from(i % width, i / width);
            bytes[i] = over?.Invoke(i % width, i / width) ?? tone(source[(y * Width) + x]);
        }

        return new Image(width, height, 1, bytes);
    }
}
