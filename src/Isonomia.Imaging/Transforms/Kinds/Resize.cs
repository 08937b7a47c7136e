using Isonomia.Catalogs;

namespace Isonomia.Imaging;

public sealed partial record ImageTransform
{
    private static readonly Dictionary<string, ResizeKernel> KernelNames = new(StringComparer.Ordinal)
    {
        ["nearest"] = ResizeKernel.Nearest,
        ["bilinear"] = ResizeKernel.Linear,
        ["bicubic"] = ResizeKernel.Cubic,
        ["lanczos3"] = ResizeKernel.Lanczos3,
        ["area"] = ResizeKernel.Area,
    };

    /// <summary>Changes the size: the shorter side to a length, or both sides.</summary>
    public static ImageTransform Resize { get; } = new(
        "resize",
        1,
        "resize(SIDE or WIDTHxHEIGHT, nearest|bilinear|bicubic|lanczos3|area[, antialias|plain])",
        "Changes the size: SIDE is the new length of the shorter side and keeps the aspect ratio (the other side is "
            + "cut to a whole number), WIDTHxHEIGHT does not.",
        new Citation(
            "Pillow 9.4 Image.resize with antialias; torch 1.13 interpolate, align_corners false, plain; sizes as "
                + "torchvision 0.14 Resize"))
    {
        Bind = static arguments =>
        {
            arguments.RequireCount(2, 3);
            (int side, int? height) = arguments.Size(0);
            string name = arguments.Word(1, [.. KernelNames.Keys]);
            ResizeKernel kernel = KernelNames[name];
            bool antialias = arguments.Count < 3 || arguments.Word(2, "antialias", "plain") == "antialias";
            if (!antialias && kernel is ResizeKernel.Lanczos3 or ResizeKernel.Area)
            {
                throw arguments.Wrong($"{name} always uses antialiasing; bilinear and bicubic can be plain");
            }

            string[] canonical = kernel switch
            {
                ResizeKernel.Linear
                    or ResizeKernel.Cubic => [Sides(side, height), name, antialias ? "antialias" : "plain"],
                _ => [Sides(side, height), name],
            };
            return new TransformAction(canonical, image =>
            {
                (int width, int tall) = height is { } both ? (side, both) : Shorter(image, side);
                return image.Resize(width, tall, kernel, antialias || kernel == ResizeKernel.Nearest);
            });
        },
    };

    private static string Sides(int width, int? height) => height is null ? $"{width}" : $"{width}x{height}";

    private static (int Width, int Height) Shorter(Image image, int side) => image.Width <= image.Height
        ? (side, Math.Max(1, (int)((long)side * image.Height / image.Width)))
        : (Math.Max(1, (int)((long)side * image.Width / image.Height)), side);
}
