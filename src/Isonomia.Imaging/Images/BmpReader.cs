using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Windows bitmaps: 1, 4, 8, 16, 24 and 32 bits, palettes, bit fields; not run-length encoded ones.</summary>
/// <remarks>The libvips we bundle has no BMP reader, and one reader everywhere gives the same pixels everywhere. An
/// alpha channel is ignored. Source: BITMAPINFOHEADER and BITMAPV4HEADER, Microsoft Windows documentation.</remarks>
internal static class BmpReader
{
    private const int FileHeaderLength = 14;

    internal static bool IsBmp(ReadOnlySpan<byte> bytes) => bytes is [(byte)'B', (byte)'M', _, _, _, _, 0, 0, 0, 0, ..];

    internal static (int Width, int Height) Size(ReadOnlySpan<byte> bytes, string path)
    {
        Header header = Header.Parse(bytes, path);
        return (header.Width, header.Height);
    }

    internal static Image Decode(ReadOnlySpan<byte> bytes, string path, ImageReadOptions options)
    {
        Header header = Header.Parse(bytes, path);
        options.RequireSize(header.Width, header.Height, path);
        long stride = (((long)header.Width * header.BitCount) + 31) / 32 * 4;
        if (header.DataOffset + (stride * header.Height) > bytes.Length)
        {
            throw new ImageFormatException(
                path,
                $"the BMP picture is truncated: {header.DataOffset + (stride * header.Height)} bytes are needed, "
                + $"{bytes.Length} are there");
        }

        byte[] samples = new byte[header.Width * header.Height * 3];
        for (int y = 0; y < header.Height; y++)
        {
            int row = header.IsTopDown ? y : header.Height - 1 - y;
            ReadOnlySpan<byte> line = bytes.Slice((int)(header.DataOffset + (stride * row)), (int)stride);
            Line(line, header, bytes, samples.AsSpan(y * header.Width * 3, header.Width * 3), path);
        }

        return new Image(header.Width, header.Height, header.IsGray(bytes) ? 1 : 3, header.IsGray(bytes)
            ? [.. samples.Where((_, i) => i % 3 == 0)]
            : samples);
    }

    private static void Line(
        ReadOnlySpan<byte> line, Header header, ReadOnlySpan<byte> file, Span<byte> target, string path)
    {
        for (int x = 0; x < header.Width; x++)
        {
            Span<byte> pixel = target.Slice(3 * x, 3);
            switch (header.BitCount)
            {
                case 24 or 32 when header.Masks is null:
                    int at = x * header.BitCount / 8;
                    (pixel[0], pixel[1], pixel[2]) = (line[at + 2], line[at + 1], line[at]);
                    break;
                case 16 or 32:
                    uint word = header.BitCount == 16
                        ? BinaryPrimitives.ReadUInt16LittleEndian(line[(2 * x)..])
                        : BinaryPrimitives.ReadUInt32LittleEndian(line[(4 * x)..]);
                    for (int band = 0; band < 3; band++)
                    {
                        pixel[band] = Part(word, header.Masks![band]);
                    }

                    break;
                default:
                    int bit = x * header.BitCount;
                    int index = (line[bit >> 3] >> (8 - header.BitCount - (bit & 7))) & ((1 << header.BitCount) - 1);
                    if (index >= header.ColorCount)
                    {
                        throw new ImageFormatException(
                            path, $"the BMP picture uses color {index} of a palette of {header.ColorCount}");
                    }

                    ReadOnlySpan<byte> color = file.Slice(header.PaletteOffset + (4 * index), 3);
                    (pixel[0], pixel[1], pixel[2]) = (color[2], color[1], color[0]);
                    break;
            }
        }
    }

    /// <summary>The bits under a mask, stretched to 8.</summary>
    private static byte Part(uint word, uint mask)
    {
        if (mask == 0)
        {
            return 0;
        }

        int shift = System.Numerics.BitOperations.TrailingZeroCount(mask);
        ulong largest = mask >> shift;
        return (byte)(((((ulong)word & mask) >> shift) * 255 + (largest / 2)) / largest);
    }

    private sealed record Header(
        int Width, int Height, bool IsTopDown, int BitCount, long DataOffset, int PaletteOffset, int ColorCount,
        uint[]? Masks)
    {
        internal static Header Parse(ReadOnlySpan<byte> bytes, string path)
        {
            if (bytes.Length < FileHeaderLength + 40)
            {
                throw new ImageFormatException(path, "the BMP picture is truncated: it ends within the header");
            }

            uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]);
            int width = BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]);
            int height = BinaryPrimitives.ReadInt32LittleEndian(bytes[22..]);
            int bitCount = BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]);
            uint compression = BinaryPrimitives.ReadUInt32LittleEndian(bytes[30..]);
            uint colors = BinaryPrimitives.ReadUInt32LittleEndian(bytes[46..]);
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(bytes[10..]);
            if (size is < 40 or > 256 || width < 1 || height is 0 or int.MinValue)
            {
                throw new ImageFormatException(path, "the BMP header is damaged or of a kind before Windows 3");
            }

            bool hasMasks = compression is 3 or 6 && bitCount is 16 or 32;
            if ((compression != 0 && !hasMasks) || bitCount is not (1 or 4 or 8 or 16 or 24 or 32))
            {
                throw new ImageFormatException(
                    path,
                    $"the BMP picture has {bitCount} bits and compression {compression}; an uncompressed one was "
                        + $"expected");
            }

            int palette = FileHeaderLength + (int)size;
            int colorCount = bitCount > 8 ? 0 : colors == 0 || colors > 256 ? 1 << bitCount : (int)colors;
            if (palette + (4 * colorCount) > bytes.Length
                || (hasMasks && palette + 12 > bytes.Length + (size >= 52 ? 12 : 0)))
            {
                throw new ImageFormatException(path, "the BMP picture is truncated: it ends within the palette");
            }

            return new Header(
                width, Math.Abs(height), height < 0, bitCount, offset, palette, colorCount,
                hasMasks
                    ? MasksOf(bytes[(FileHeaderLength + 40)..])
                    : bitCount == 16 ? [0x7C00, 0x03E0, 0x001F]
                    : null);
        }

        /// <summary>Whether every color of the palette is gray, so that one band says all.</summary>
        internal bool IsGray(ReadOnlySpan<byte> bytes)
        {
            for (int i = 0; i < ColorCount; i++)
            {
                ReadOnlySpan<byte> color = bytes.Slice(PaletteOffset + (4 * i), 3);
                if (color[0] != color[1] || color[1] != color[2])
                {
                    return false;
                }
            }

            return ColorCount > 0;
        }

        private static uint[] MasksOf(ReadOnlySpan<byte> bytes) =>
        [
            BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
        ];
    }
}
