using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    private const int LargestPadding = 16_384;

    /// <summary>Adds a border.</summary>
    public static ImageTransform Pad { get; } = new(
        "pad",
        1,
        "pad(LEFT, TOP, RIGHT, BOTTOM[, LEVEL])",
        "Adds pixels at the four sides; LEVEL is their part of white, in [0, 1], 0 by default.",
        new Citation("torchvision 0.14, transforms.Pad, constant mode"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(4, 5);
            int[] sides =
                [.. new[] { "LEFT", "TOP", "RIGHT", "BOTTOM" }.Select((name, i) => arguments.Whole(i, name, 0))];
            if (sides.Any(side => side > LargestPadding))
            {
                throw arguments.Wrong($"a side gains more than {LargestPadding} pixels");
            }

            float level = arguments.Count == 5 ? (float)arguments.Number(4, "LEVEL", 0, 1) : 0;
            return new TransformAction(
                [.. sides.Select(side => $"{side}"), TransformArguments.Text(level)],
                image => image.With(
                    image.Width + sides[0] + sides[2],
                    image.Height + sides[1] + sides[3],
                    (x, y) => Inside(image, x - sides[0], y - sides[1]),
                    level));
        },
    };
}
