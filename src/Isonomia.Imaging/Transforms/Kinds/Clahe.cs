using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Contrast-limited adaptive histogram equalization.</summary>
    public static ImageTransform Clahe { get; } = new(
        "clahe",
        1,
        "clahe(CLIP, COLUMNSxROWS)",
        "Equalizes the histogram tile by tile, with contrast limited to CLIP times the mean bin (0 for no limit); for "
            + "one band, which is rounded to 8 bits first.",
        new Citation(
            "OpenCV 4, createCLAHE; Zuiderveld, Contrast limited adaptive histogram equalization, Graphics Gems IV, "
                + "1994"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 2);
            double clip = arguments.Number(0, "CLIP", 0, 1000);
            (int columns, int? rows) = arguments.Size(1);
            if (columns > 256 || rows > 256)
            {
                throw arguments.Wrong("there are more than 256 tiles along a side");
            }

            return new TransformAction(
                [TransformArguments.Text(clip), $"{columns}x{rows ?? columns}"],
                image => image.BandCount == 1
                    ? AdaptiveEqualization.Apply(image, clip, columns, rows ?? columns)
                    : throw new ArgumentException(
                        "The picture has 3 bands; clahe takes one (put the step 'gray' before it).", nameof(image)));
        },
    };
}
