using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Subtracts a mean and divides by a deviation, band by band.</summary>
    public static ImageTransform Normalize { get; } = new(
        "normalize",
        1,
        "normalize(MEAN[ MEAN MEAN], DEVIATION[ DEVIATION DEVIATION])",
        "Gives (sample − MEAN) / DEVIATION as floats; one number serves all bands.",
        new Citation("torchvision 0.14, transforms.functional.normalize"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 2);
            float[] mean = arguments.Bands(0, "MEAN");
            float[] deviation = arguments.Bands(1, "DEVIATION");
            if (deviation.Any(value => !(value > 0)))
            {
                throw arguments.Wrong("DEVIATION is not above 0");
            }

            return new TransformAction([Joined(mean), Joined(deviation)], image =>
            {
                int bands = image.BandCount;
                if ((mean.Length != 1 && mean.Length != bands) || (deviation.Length != 1 && deviation.Length != bands))
                {
                    throw new ArgumentException(
                        $"The picture has {bands} bands; normalize was given {Math.Max(mean.Length, deviation.Length)} "
                            + $"numbers.",
                        nameof(image));
                }

                float[] floats = image.ToFloats();
                for (int i = 0; i < floats.Length; i++)
                {
                    int band = i % bands;
                    floats[i] = (floats[i] - mean[mean.Length == 1 ? 0 : band]) / deviation[
                        deviation.Length == 1 ? 0 : band];
                }

                return new Image(image.Width, image.Height, bands, floats);
            });
        },
    };

    private static string Joined(float[] numbers) => string.Join(
        ' ', numbers.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
}
