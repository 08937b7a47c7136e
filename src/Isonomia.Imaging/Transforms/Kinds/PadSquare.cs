using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Makes a picture square by a border at its shorter sides.</summary>
    public static ImageTransform PadSquare { get; } = new(
        "pad_square",
        1,
        "pad_square([LEVEL])",
        "Lays the picture into the middle of a square with the length of its longer side; LEVEL is the border's part "
            + "of white, in [0, 1], 0 by default.",
        new Citation("By definition; an odd pixel goes to the right or below"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(0, 1);
            float level = arguments.Count == 1 ? (float)arguments.Number(0, "LEVEL", 0, 1) : 0;
            return new TransformAction([TransformArguments.Text(level)], image =>
            {
                int side = Math.Max(image.Width, image.Height);
                int left = (side - image.Width) / 2;
                int top = (side - image.Height) / 2;
                return image.With(side, side, (x, y) => Inside(image, x - left, y - top), level);
            });
        },
    };
}
