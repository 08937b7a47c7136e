using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>The pictures of <c>Golden/Imaging/make_goldens.py</c>: a linear congruential generator.</summary>
internal static class GeneratedImage
{
    internal static Image Bytes(int width, int height, int bands, long seed = 1) =>
        new(width, height, bands, Samples(width * height * bands, seed));

    /// <summary>Whole numbers from −1000 to 8435 as floats.</summary>
    internal static Image Floats(int width, int height, int bands, long seed = 1) => new(
        width, height, bands, Array.ConvertAll(Samples(width * height * bands, seed), sample =>
            (sample * 37f) - 1000f));

    internal static byte[] Samples(int count, long seed = 1)
    {
        byte[] samples = new byte[count];
        for (int i = 0; i < count; i++)
        {
            seed = ((1103515245 * seed) + 12345) % (1L << 31);
            samples[i] = (byte)(seed >> 16);
        }

        return samples;
    }
}
