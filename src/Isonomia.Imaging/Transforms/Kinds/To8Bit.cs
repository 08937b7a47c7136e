using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Rounds to 8 bits.</summary>
    public static ImageTransform To8Bit { get; } = new(
        "to_8bit",
        1,
        "to_8bit",
        "Rounds to whole numbers from 0 to 255 (white is 255), as exporting to an 8-bit PNG does; 8-bit pictures stay "
            + "as they are.",
        new Citation("By definition; halves are rounded up, NaN becomes 0"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 0);
            return new TransformAction([], image => image.IsByte
                ? image
                : new Image(image.Width, image.Height, image.BandCount, image.ToBytes()));
        },
    };
}
