using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Embeddings;

/// <summary>The golden pixels: made by code, the same bytes everywhere, with colors, edges and fine detail that every
/// usual mistake of preprocessing changes.</summary>
internal static class ProbePicture
{
    /// <summary>Changes when a pixel changes, so that old references are not compared with new pictures.</summary>
    internal const int Version = 1;

    private static readonly (int Width, int Height)[] Sizes =
        [(320, 256), (256, 320), (300, 300), (480, 270), (224, 224), (288, 352)];

    internal static int Count => Sizes.Length;

    internal static IReadOnlyList<Image> All() => [.. Enumerable.Range(0, Count).Select(Make)];

    private static Image Make(int index)
    {
        (int width, int height) = Sizes[index];
        RandomSource random = RandomSource.For(7, "probe_picture", index);
        Disc[] discs = [.. Enumerable.Range(0, 6 + index).Select(_ => new Disc(random, width, height))];
        int[] from = [random.NextInt32(120), random.NextInt32(120), random.NextInt32(120)];
        int[] to = [100 + random.NextInt32(156), 60 + random.NextInt32(156), 20 + random.NextInt32(156)];
        byte[] samples = new byte[width * height * 3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                // Whole numbers only: no machine rounds them differently.
                int stripe = ((x * (index + 1) / 3) + (y / 2)) % 2 * 24;
                int noise = random.NextInt32(17) - 8;
                for (int band = 0; band < 3; band++)
                {
                    int slope = band == 1 ? y * 256 / height : x * 256 / width;
                    int value = from[band] + ((to[band] - from[band]) * slope / 256);
                    foreach (Disc disc in discs)
                    {
                        value = disc.Holds(x, y) ? disc.Color[band] : value;
                    }

                    samples[(((y * width) + x) * 3) + band] = (byte)Math.Clamp(value + stripe + noise, 0, 255);
                }
            }
        }

        return new Image(width, height, 3, samples);
    }

    private sealed class Disc(RandomSource random, int width, int height)
    {
        private readonly int _x = random.NextInt32(width);
        private readonly int _y = random.NextInt32(height);
        private readonly int _radius = 8 + random.NextInt32(width / 5);

        internal int[] Color { get; } = [random.NextInt32(256), random.NextInt32(200), random.NextInt32(140)];

        internal bool Holds(int x, int y) => ((x - _x) * (x - _x)) + ((y - _y) * (y - _y)) < _radius * _radius;
    }
}
