using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Decoding and encoding as libvips pipelines. Callers hold <see cref="VipsRuntime.Enter"/>.</summary>
internal static class VipsPictures
{
    /// <summary>How a writer leaves metadata out: <c>keep</c> came with libvips 8.15, the system's may be
    /// older.</summary>
    private static (string Argument, string Value) WithoutMetadata =>
        Version.Parse(VipsRuntime.Version) >= new Version(8, 15) ? ("keep", "none") : ("strip", "true");

    internal static unsafe Image Decode(ReadOnlySpan<byte> encoded, string path, int page, ImageReadOptions options)
    {
        _ = VipsRuntime.Version;
        fixed (byte* data = encoded)
        {
            VipsImage loaded = Load(encoded, (nint)data, page, isSequential: true);
            try
            {
                options.RequireSize(loaded.Width, loaded.Height, path);
                if (!options.ApplyOrientation || loaded.Orientation == 1)
                {
                    return ToColorImage(loaded);
                }

                // Turning asks for pixels out of order, which a stream of rows cannot give.
                loaded.Dispose();
                loaded = Load(encoded, (nint)data, page, isSequential: false);
                using VipsImage upright = Apply("autorot", loaded);
                return ToColorImage(upright);
            }
            finally
            {
                loaded.Dispose();
            }
        }
    }

    internal static unsafe (int Width, int Height, int PageCount) Inspect(
        ReadOnlySpan<byte> encoded, ImageReadOptions options)
    {
        _ = VipsRuntime.Version;
        fixed (byte* data = encoded)
        {
            using VipsImage loaded = Load(encoded, (nint)data, page: 0, isSequential: true);
            bool isTurned = options.ApplyOrientation && loaded.Orientation is >= 5 and <= 8;
            return (isTurned ? loaded.Height : loaded.Width, isTurned ? loaded.Width : loaded.Height, loaded.PageCount);
        }
    }

    internal static byte[] EncodePng(Image image)
    {
        _ = image.Bytes;
        using VipsImage source = FromImage(image);
        using VipsOperation save = new("pngsave_buffer");
        return save.Set("in", source).Set("compression", "6").Set(WithoutMetadata.Argument, WithoutMetadata.Value)
            .RunToBytes();
    }

    internal static VipsImage Apply(
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

    /// <summary>Evaluates a pipeline into an image of ours, gray or RGB.</summary>
    internal static Image ToColorImage(VipsImage image)
    {
        if (image.Bands is 1 or 3 && IsPlain(image.Interpretation))
        {
            return ToImage(image);
        }

        using VipsImage colored = InColor(image);
        if (colored.Bands is not (2 or 4))
        {
            return ToImage(colored);
        }

        using VipsImage opaque = Apply("flatten", colored);
        return ToImage(opaque);
    }

    /// <summary>Whether the bands are gray or RGB as they are.</summary>
    private static bool IsPlain(VipsInterpretation interpretation) => interpretation is VipsInterpretation.Gray
        or VipsInterpretation.Rgb or VipsInterpretation.Gray16 or VipsInterpretation.Rgb16
        or VipsInterpretation.Multiband;

    private static VipsImage Load(ReadOnlySpan<byte> encoded, nint data, int page, bool isSequential)
    {
        nint loader = LibVips.vips_foreign_find_load_buffer(data, (nuint)encoded.Length);
        if (loader == 0)
        {
            throw new VipsException(VipsRuntime.TakeError());
        }

        using VipsOperation load = new(Marshal.PtrToStringUTF8(loader)!);
        load.Set("buffer", data, (nuint)encoded.Length).Set("fail-on", "error")
            .Set("access", isSequential ? "sequential" : "random");
        if (page == 0)
        {
            return load.RunToImage();
        }

        using VipsOperation count = new(Marshal.PtrToStringUTF8(loader)!);
        using VipsImage first = count.Set("buffer", data, (nuint)encoded.Length).Set("fail-on", "error").RunToImage();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(page, first.PageCount);
        return load.Set("page", page.ToString(System.Globalization.CultureInfo.InvariantCulture)).RunToImage();
    }

    private static VipsImage InColor(VipsImage image) => image.Interpretation switch
    {
        VipsInterpretation.Cmyk => Apply(
            "icc_transform", image, ("output-profile", "srgb"), ("embedded", "true"), ("input-profile", "cmyk")),
        var other when IsPlain(other) => Apply("copy", image),
        _ => Apply("colourspace", image, ("space", "srgb")),
    };

    private static Image ToImage(VipsImage image)
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
        float fullScale = image.Format == VipsFormat.UInt16 ? ushort.MaxValue : 1;
        return new Image(image.Width, image.Height, image.Bands, floats.ToArray<float>(), fullScale);
    }

    private static VipsImage FromImage(Image image)
    {
        _ = VipsRuntime.Version;
        using VipsImage raw = VipsImage.FromMemory(
            image.Bytes, image.Width, image.Height, image.BandCount, VipsFormat.Byte);
        return Apply("copy", raw, ("interpretation", image.BandCount == 1 ? "b-w" : "srgb"));
    }
}
