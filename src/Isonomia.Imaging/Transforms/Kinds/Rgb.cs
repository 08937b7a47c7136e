using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Three bands in the order red, green, blue.</summary>
    public static ImageTransform Rgb { get; } = new(
        "rgb",
        1,
        "rgb",
        "Makes three bands; a gray picture is repeated in each.",
        new Citation("Pillow 9.4, convert('RGB')"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 0);
            return new TransformAction([], image => ThreeBands(image, isReversed: false));
        },
    };

    private static Image ThreeBands(Image image, bool isReversed)
    {
        if (image.BandCount == 3 && !isReversed)
        {
            return image;
        }

        return image.IsByte
            ? new Image(image.Width, image.Height, 3, Triple(image.Bytes, image.BandCount, isReversed))
            : new Image(
                image.Width, image.Height, 3, Triple(image.Floats, image.BandCount, isReversed), image.FullScale);
    }

    private static T[] Triple<T>(ReadOnlySpan<T> samples, int bands, bool isReversed)
    {
        T[] triple = new T[samples.Length / bands * 3];
        for (int i = 0; i < triple.Length; i++)
        {
            int band = isReversed ? 2 - (i % 3) : i % 3;
            triple[i] = samples[(i / 3 * bands) + (bands == 1 ? 0 : band)];
        }

        return triple;
    }
}
