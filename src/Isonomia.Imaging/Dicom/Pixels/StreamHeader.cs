using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>What a JPEG, JPEG-LS or JPEG 2000 stream says about itself, read before any decoder sees it.</summary>
/// <remarks>Decoders are trusted with a stream only when its size agrees with the data set: ADR 0010.</remarks>
internal sealed record StreamHeader
{
    internal required int Width { get; init; }

    internal required int Height { get; init; }

    internal required int ComponentCount { get; init; }

    internal required int Precision { get; init; }

    /// <summary>For JPEG: whether the samples are YCbCr by the stream's own marks; null where it does not say.</summary>
    internal bool? IsYcc { get; init; }

    /// <summary>For JPEG 2000: whether the samples are signed.</summary>
    internal bool IsSigned { get; init; }

    /// <summary>Reads the header, or null where the bytes are no such stream.</summary>
    internal static StreamHeader? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, ..] => Jpeg(bytes),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => Jpeg2000(bytes[4..]),
        [0, 0, 0, 12, 0x6A, 0x50, ..] when bytes.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]) is > 0 and var at =>
            Jpeg2000(bytes[(at + 4)..]),
        _ => null,
    };

    private static StreamHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        int at = 2;
        bool hasJfif = false;
        int? adobeTransform = null;
        while (at + 4 <= bytes.Length)
        {
            if (bytes[at] != 0xFF)
            {
                return null;
            }

            int marker = bytes[at + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> body = bytes.Slice(at + 4, length - 2);
            hasJfif |= marker == 0xE0 && body.StartsWith("JFIF"u8);
            adobeTransform = marker == 0xEE && body.Length >= 12 && body.StartsWith("Adobe"u8) ? body[11] : adobeTransform;
            bool isFrame = marker is (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) or 0xF7;
            if (isFrame && body.Length >= 6)
            {
                return Frame(body, hasJfif, adobeTransform);
            }

            at += 2 + length;
        }

        return null;
    }

    private static StreamHeader Frame(ReadOnlySpan<byte> body, bool hasJfif, int? adobeTransform)
    {
        int components = body[5];
        bool namesRgb = components == 3 && body.Length >= 15 && body[6] == 'R' && body[9] == 'G' && body[12] == 'B';
        return new StreamHeader
        {
            Precision = body[0],
            Height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]),
            Width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]),
            ComponentCount = components,
            IsYcc = components != 3 ? null : adobeTransform is { } transform ? transform == 1
                : hasJfif ? true : namesRgb ? false : null,
        };
    }

    private static StreamHeader? Jpeg2000(ReadOnlySpan<byte> size)
    {
        if (size.Length < 41)
        {
            return null;
        }

        int components = BinaryPrimitives.ReadUInt16BigEndian(size[36..]);
        long width = BinaryPrimitives.ReadUInt32BigEndian(size[4..]) - (long)BinaryPrimitives.ReadUInt32BigEndian(size[12..]);
        long height = BinaryPrimitives.ReadUInt32BigEndian(size[8..]) - (long)BinaryPrimitives.ReadUInt32BigEndian(size[16..]);
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue)
        {
            return null;
        }

        return new StreamHeader
        {
            Width = (int)width,
            Height = (int)height,
            ComponentCount = components,
            Precision = (size[38] & 0x7F) + 1,
            IsSigned = (size[38] & 0x80) != 0,
        };
    }
}
