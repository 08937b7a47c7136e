using System.Globalization;
using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Decoding, resizing and encoding as libvips pipelines. Callers hold
/// <see cref="VipsRuntime.Gate"/>.</summary>
internal static class VipsPictures
{
    internal static unsafe Image Decode(ReadOnlySpan<byte> encoded)
    {
        _ = VipsRuntime.Version;
        fixed (byte* data = encoded)
        {
            nint loader = LibVips.vips_foreign_find_load_buffer((nint)data, (nuint)encoded.Length);
            if (loader == 0)
            {
                throw new VipsException(VipsRuntime.TakeError());
            }

            using VipsOperation load = new(Marshal.PtrToStringUTF8(loader)!);
            using VipsImage loaded = load.Set("buffer", (nint)data, (nuint)encoded.Length)
                .Set("fail-on", "error")
                .RunToImage();
            if ((long)loaded.Width * loaded.Height * loaded.Bands * sizeof(float) > Array.MaxLength)
            {
                throw new VipsException(
                    $"it has {loaded.Width} × {loaded.Height} pixels, more than fit into one array");
            }

            using VipsImage upright = Apply("autorot", loaded);
            using VipsImage colored = InColor(upright);
            using VipsImage opaque = colored.Bands is 2 or 4 ? Apply("flatten", colored) : Apply("copy", colored);
            return ToImage(opaque);
        }
    }

    internal static Image Resize(Image image, int width, int height, ResizeKernel kernel)
    {
        using VipsImage source = FromImage(image);
        using VipsOperation resize = new("resize");
        using VipsImage resized = resize
            .Set("in", source)
            .Set("scale", Number((double)width / image.Width))
            .Set("vscale", Number((double)height / image.Height))
            .Set("kernel", kernel.ToString().ToLowerInvariant())
            .Set("gap", "0") // no box pre-shrink: the kernel alone decides
            .RunToImage();
        return resized.Width == width && resized.Height == height
            ? ToImage(resized, image.FullScale)
            : throw new VipsException(
                $"resizing gave {resized.Width} × {resized.Height} instead of {width} × {height}");
    }

    internal static byte[] EncodePng(Image image)
    {
        _ = image.Bytes;
        using VipsImage source = FromImage(image);
        using VipsOperation save = new("pngsave_buffer");
        return save.Set("in", source).Set("compression", "6").Set("keep", "none").RunToBytes();
    }

    private static VipsImage InColor(VipsImage image) => image.Interpretation switch
    {
        VipsInterpretation.Gray or VipsInterpretation.Rgb or VipsInterpretation.Gray16 or VipsInterpretation.Rgb16
            or VipsInterpretation.Multiband => Apply("copy", image),
        _ => Apply("colourspace", image, ("space", "srgb")),
    };

    private static Image ToImage(VipsImage image, float floatScale = 1)
    {
        if (image.Bands is not (1 or 3))
        {
            throw new VipsException($"it has {image.Bands} bands; 1 (gray) or 3 (color) were expected");
        }

        if (image.Format == VipsFormat.Byte)
        {
            return new Image(image.Width, image.Height, image.Bands, image.ToArray<byte>());
        }

        using VipsImage floats = Apply("cast", image, ("format", "float"));
        float fullScale = image.Format == VipsFormat.UInt16 ? ushort.MaxValue : floatScale;
        return new Image(image.Width, image.Height, image.Bands, floats.ToArray<float>(), fullScale);
    }

    private static VipsImage FromImage(Image image)
    {
        _ = VipsRuntime.Version;
        ReadOnlySpan<byte> samples = image.IsByte ? image.Bytes : MemoryMarshal.AsBytes(image.Floats);
        VipsFormat format = image.IsByte ? VipsFormat.Byte : VipsFormat.Float;
        using VipsImage raw = VipsImage.FromMemory(samples, image.Width, image.Height, image.BandCount, format);
        return Apply("copy", raw, ("interpretation", image.BandCount == 1 ? "b-w" : "srgb"));
    }

    private static VipsImage Apply(
        string nickname, VipsImage image, params ReadOnlySpan<(string Argument, string Value)> arguments)
    {
        using VipsOperation operation = new(nickname);
        operation.Set("in", image);
        foreach ((string argument, string value) in arguments)
        {
            operation.Set(argument, value);
        }

        return operation.RunToImage();
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
