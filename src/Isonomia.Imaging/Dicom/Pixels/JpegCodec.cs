namespace Isonomia.Imaging;

/// <summary>8-bit JPEG frames through libvips, without its color transform.</summary>
internal static class JpegCodec
{
    /// <summary>The Adobe segment that says "no transform": the decoder then gives the components as they
    /// are.</summary>
    private static ReadOnlySpan<byte> NoTransform =>
        [0xFF, 0xEE, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, 0];

    internal static byte[] Decode(ReadOnlySpan<byte> stream, StreamHeader header, string path)
    {
        Image image = PictureFile.Decode(
            Plain(stream, header), path, page: 0, ImageReadOptions.Default with { ApplyOrientation = false });
        return image.IsByte && image.BandCount == header.ComponentCount
            ? image.Bytes.ToArray()
            : throw new ImageFormatException(
                path, "the compressed frame is damaged: it decodes to another number of bands");
    }

    /// <summary>The stream without application segments (color marks, profiles, orientation) and with the mark of our
    /// own.</summary>
    private static byte[] Plain(ReadOnlySpan<byte> stream, StreamHeader header)
    {
        List<byte> plain = [0xFF, 0xD8];
        if (header.ComponentCount == 3)
        {
            plain.AddRange(NoTransform);
        }

        int at = 2;
        while (at < header.ScanStart)
        {
            if (stream[at + 1] == 0xFF)
            {
                at++;
                continue;
            }

            int length = 2 + ((stream[at + 2] << 8) | stream[at + 3]);
            if (stream[at + 1] is not (>= 0xE0 and <= 0xEF))
            {
                plain.AddRange(stream.Slice(at, length));
            }

            at += length;
        }

        plain.AddRange(stream[header.ScanStart..]);
        return [.. plain];
    }
}
