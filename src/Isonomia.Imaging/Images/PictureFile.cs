namespace Isonomia.Imaging;

/// <summary>JPEG, PNG, TIFF, WebP, GIF through libvips and BMP through our own reader: decode and describe.</summary>
internal static class PictureFile
{
    internal static Image Decode(ReadOnlySpan<byte> encoded, string path, int page, ImageReadOptions options)
    {
        RequireBytes(encoded, path);
        if (BmpReader.IsBmp(encoded))
        {
            return page == 0
                ? BmpReader.Decode(encoded, path, options)
                : throw new ArgumentOutOfRangeException(nameof(page), page, "A BMP file has one page.");
        }

        // The second run is for the sentence alone: libvips gathers the errors of all threads in one place.
        try
        {
            using (VipsRuntime.Enter())
            {
                return VipsPictures.Decode(encoded, path, page, options);
            }
        }
        catch (VipsException)
        {
            try
            {
                using (VipsRuntime.EnterAlone())
                {
                    return VipsPictures.Decode(encoded, path, page, options);
                }
            }
            catch (VipsException failure)
            {
                throw new ImageFormatException(path, Reason(encoded, failure), failure);
            }
        }
    }

    internal static ImageFileFacts Inspect(ReadOnlySpan<byte> encoded, string path, ImageReadOptions options)
    {
        RequireBytes(encoded, path);
        if (BmpReader.IsBmp(encoded))
        {
            (int width, int height) = BmpReader.Size(encoded, path);
            return new ImageFileFacts(ImageFileKind.Picture, width, height, 1, Dicom: null);
        }

        try
        {
            using (VipsRuntime.EnterAlone())
            {
                (int width, int height, int pages) = VipsPictures.Inspect(encoded, options);
                return new ImageFileFacts(ImageFileKind.Picture, width, height, pages, Dicom: null);
            }
        }
        catch (VipsException failure)
        {
            throw new ImageFormatException(path, Reason(encoded, failure), failure);
        }
    }

    private static void RequireBytes(ReadOnlySpan<byte> encoded, string path)
    {
        if (encoded.IsEmpty)
        {
            throw new ImageFormatException(path, "the file is empty; a picture was expected");
        }
    }

    private static string Reason(ReadOnlySpan<byte> encoded, VipsException failure) => Format(encoded) is { } format
        ? $"the {format} picture cannot be read; it is truncated or damaged ({failure.Message})"
        : $"the picture cannot be read ({failure.Message})";

    private static string? Format(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "JPEG",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "PNG",
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => "TIFF",
        [
            (byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P',
            ..] => "WebP",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "GIF",
        _ => null,
    };
}
