using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>One band: the luminance.</summary>
    public static ImageTransform Gray { get; } = new(
        "gray",
        1,
        "gray",
        "Makes one band, 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601); a gray picture stays as it is.",
        new Citation("Pillow 9.4, convert('L'): 8-bit samples with 16-bit fixed-point weights (19595, 38470, 7471)"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 0);
            return new TransformAction([], image => image.BandCount == 1 ? image
                : image.IsByte ? GrayBytes(image)
                : GrayFloats(image));
        },
    };

    private static Image GrayBytes(Image image)
    {
        byte[] gray = new byte[image.Width * image.Height];
        ReadOnlySpan<byte> samples = image.Bytes;
        for (int i = 0; i < gray.Length; i++)
        {
            gray[i] = (byte)(
                (
                    (samples[3 * i] * 19595)
                        + (samples[(3 * i) + 1] * 38470)
                        + (samples[(3 * i) + 2] * 7471)
                        + 0x8000) >> 16);
        }

        return new Image(image.Width, image.Height, 1, gray);
    }

    private static Image GrayFloats(Image image)
    {
        float[] gray = new float[image.Width * image.Height];
        ReadOnlySpan<float> samples = image.Floats;
        for (int i = 0; i < gray.Length; i++)
        {
            gray[i] = (float)(
                (0.299 * samples[3 * i]) + (0.587 * samples[(3 * i) + 1]) + (0.114 * samples[(3 * i) + 2]));
        }

        return new Image(image.Width, image.Height, 1, gray, image.FullScale);
    }
}
