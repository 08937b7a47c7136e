using System.Globalization;
using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Opens every level of a slide as a random-access image. Callers hold <see
/// cref="VipsRuntime.Enter"/>.</summary>
internal static class VipsSlides
{
    private const double AspectTolerance = 0.02;

    internal static (VipsImage[] Levels, double? MicrometersPerPixel) Open(string path)
    {
        _ = VipsRuntime.Version;
        nint found = LibVips.vips_foreign_find_load(path);
        string loader = found != 0
            ? Marshal.PtrToStringUTF8(found)!
            : throw new VipsException(VipsRuntime.TakeError());
        bool isOpenSlide = loader.Contains("OpenSlide", StringComparison.OrdinalIgnoreCase);
        bool isTiff = loader.Contains("Tiff", StringComparison.OrdinalIgnoreCase);
        List<VipsImage> levels = [Load(loader, path, argument: null, 0)];
        try
        {
            VipsImage first = levels[0];
            (string argument, int count) = isOpenSlide ? ("level", Count(first, "openslide.level-count", 1))
                : isTiff && first.Has("n-subifds") ? ("subifd", Count(first, "n-subifds", 0) + 1)
                : isTiff ? ("page", first.PageCount)
                : ("", 1);
            for (int level = 1; level < count; level++)
            {
                VipsImage next = Load(loader, path, argument, argument == "subifd" ? level - 1 : level);
                if (!Continues(first, levels[^1], next))
                {
                    next.Dispose();
                    break; // a label or a thumbnail, not the same picture again
                }

                levels.Add(next);
            }

            return ([.. levels], MicrometersPerPixel(first, isOpenSlide));
        }
        catch
        {
            levels.ForEach(level => level.Dispose());
            throw;
        }
    }

    internal static Image Region(VipsImage level, int x, int y, int width, int height)
    {
        using VipsOperation extract = new("extract_area");
        using VipsImage area = extract
            .Set("input", level)
            .Set("left", Text(x)).Set("top", Text(y)).Set("width", Text(width)).Set("height", Text(height))
            .RunToImage();
        if (area.Bands is not (2 or 4))
        {
            return VipsPictures.ToColorImage(area);
        }

        using VipsImage opaque = VipsPictures.Apply("flatten", area, ("background", "255"));
        return VipsPictures.ToColorImage(opaque);
    }

    private static VipsImage Load(string loader, string path, string? argument, int value)
    {
        using VipsOperation load = new(loader);
        load.Set("filename", path).Set("fail-on", "error");
        return (argument is null or "" ? load : load.Set(argument, Text(value))).RunToImage();
    }

    /// <summary>Whether an image is the same picture in a coarser resolution.</summary>
    private static bool Continues(VipsImage first, VipsImage last, VipsImage next)
    {
        double across = (double)first.Width / next.Width;
        double down = (double)first.Height / next.Height;
        bool isLarge = next.Width >= 64 && next.Height >= 64;
        return next.Width < last.Width && next.Height <= last.Height && next.Bands == first.Bands
            && (!isLarge || Math.Abs((across / down) - 1) < AspectTolerance);
    }

    private static int Count(VipsImage image, string field, int fallback) =>
        int.TryParse(image.Field(field), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : fallback;

    private static double? MicrometersPerPixel(VipsImage image, bool isOpenSlide) =>
        isOpenSlide
        && double.TryParse(image.Field("openslide.mpp-x"),
            NumberStyles.Float, CultureInfo.InvariantCulture, out double size)
        && size > 0
            ? size
            : null;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
