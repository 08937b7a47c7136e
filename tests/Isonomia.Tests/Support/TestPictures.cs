using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Small gray pictures by a word: a seed (<c>3</c>), <c>flat</c>, <c>two</c> (gray levels), and changes after
/// a colon:
/// <c>3:mirror</c>, <c>3:crop</c>, <c>3:invert</c>.</summary>
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
            _ => Blobs(ulong.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)),
        };
        return parts.ElementAtOrDefault(1) switch
        {
            "mirror" => Map(bytes, Width, Height, (x, y) => (Width - 1 - x, y), value => value),
            "crop" => Map(bytes, Width - 20, Height - 12, (x, y) => (x + 13, y + 5), value => value),
            "invert" => Map(bytes, Width, Height, (x, y) => (x, y), value => (byte)(255 - value)),
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

    private static Image Map(
        byte[] source, int width, int height, Func<int, int, (int X, int Y)> from, Func<byte, byte> tone)
    {
        byte[] bytes = new byte[width * height];
        for (int i = 0; i < bytes.Length; i++)
        {
            (int x, int y) = from(i % width, i / width);
            bytes[i] = tone(source[(y * Width) + x]);
        }

        return new Image(width, height, 1, bytes);
    }
}
