using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Exchanges black and white.</summary>
    public static ImageTransform Invert { get; } = new(
        "invert",
        1,
        "invert",
        "Gives white − sample.",
        new Citation("By definition"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 0);
            return new TransformAction([], image => image.IsByte
                ? new Image(
                    image.Width, image.Height, image.BandCount,
                    Array.ConvertAll(image.Bytes.ToArray(), sample => (byte)(255 - sample)))
                : new Image(
                    image.Width, image.Height, image.BandCount,
                    Array.ConvertAll(image.Floats.ToArray(), sample => image.FullScale - sample), image.FullScale));
        },
    };
}
