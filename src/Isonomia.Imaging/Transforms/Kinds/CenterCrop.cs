using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    /// <summary>Cuts out the middle.</summary>
    public static ImageTransform CenterCrop { get; } = new(
        "center_crop",
        1,
        "center_crop(SIDE or WIDTHxHEIGHT)",
        "Cuts out the middle; a picture that is smaller is laid on black.",
        new Citation("torchvision 0.14, transforms.functional.center_crop: offsets are halves rounded to even"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(1, 1);
            (int width, int? given) = arguments.Size(0);
            int height = given ?? width;
            return new TransformAction([Sides(width, given)], image =>
            {
                int left = Offset(image.Width, width);
                int top = Offset(image.Height, height);
                return image.With(width, height, (x, y) => Inside(image, x + left, y + top), outside: 0);
            });
        },
    };

    /// <summary>Where the cut starts; below 0 where the picture is smaller than the cut.</summary>
    private static int Offset(int size, int wanted) => wanted > size
        ? -((wanted - size) / 2)
        : (int)Math.Round((size - wanted) / 2.0, MidpointRounding.ToEven);

    private static int Inside(Image image, int x, int y) =>
        (uint)x < (uint)image.Width && (uint)y < (uint)image.Height ? (y * image.Width) + x : -1;
}
