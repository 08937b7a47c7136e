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

    /// <summary>For JPEG: whether the samples are YCbCr by the stream's own marks; null where it does not
    /// say.</summary>
    internal bool? IsYcc { get; init; }

    /// <summary>The start-of-frame marker of a JPEG or JPEG-LS stream (0xC0 to 0xCF, 0xF7); 0 for JPEG 2000.</summary>
    internal int Process { get; init; }

    /// <summary>Where the entropy-coded bytes of a JPEG stream start: the place of its first start-of-scan
    /// marker.</summary>
    internal int ScanStart { get; init; }

    /// <summary>Whether it is what every JPEG decoder reads: DCT with 8 bits.</summary>
    internal bool IsCommonJpeg => Process is 0xC0 or 0xC1 or 0xC2 && Precision == 8;

    /// <summary>Whether it is DCT with 9 to 12 bits.</summary>
    internal bool IsExtendedJpeg => Process is 0xC1 or 0xC2 && Precision is > 8 and <= 12;

    /// <summary>For JPEG 2000: whether the samples are signed.</summary>
    internal bool IsSigned { get; init; }

    /// <summary>Start of codestream and image size: how every JPEG 2000 codestream begins.</summary>
    private static ReadOnlySpan<byte> CodestreamStart => [0xFF, 0x4F, 0xFF, 0x51];

    /// <summary>Reads the header, or null where the bytes are no such stream.</summary>
    internal static StreamHeader? Read(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xD8, ..] => Jpeg(bytes),
        [0xFF, 0x4F, 0xFF, 0x51, ..] => Jpeg2000(bytes[4..]),
        [0, 0, 0, 12, 0x6A, 0x50, ..] when bytes.IndexOf(CodestreamStart) is > 0 and var at =>
            Jpeg2000(bytes[(at + 4)..]),
        _ => null,
    };

    /// <summary>Walks all segments up to the first scan; a stream with anything unexpected among them is
    /// none.</summary>
    private static StreamHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        int at = 2;
        bool hasJfif = false;
        int? adobeTransform = null;
        StreamHeader? frame = null;
        while (at + 4 <= bytes.Length)
        {
            int marker = bytes[at + 1];
            if (bytes[at] != 0xFF)
            {
                return null;
            }

            if (marker == 0xFF)
            {
                at++; // a fill byte
                continue;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2 || at + 2 + length > bytes.Length || !IsExpected(marker))
            {
                return null;
            }

            ReadOnlySpan<byte> body = bytes.Slice(at + 4, length - 2);
            hasJfif |= marker == 0xE0 && body.StartsWith("JFIF"u8);
            bool isAdobe = marker == 0xEE && body.Length >= 12 && body.StartsWith("Adobe"u8);
            adobeTransform = isAdobe ? body[11] : adobeTransform;
            if (marker == 0xDA)
            {
                return frame is null
                    ? null
                    : frame with { ScanStart = at, IsYcc = IsYccOf(frame, hasJfif, adobeTransform) };
            }

            if (IsFrame(marker))
            {
                frame = frame is null ? Frame(body, marker) : null;
                if (frame is null)
                {
                    return null;
                }
            }

            at += 2 + length;
        }

        return null;
    }

    private static bool IsFrame(int marker) =>
        marker is (>= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC)) or 0xF7;

    /// <summary>Frames, tables, restart interval, scan, application data and comments; JPEG-LS parameters.</summary>
    private static bool IsExpected(int marker) =>
        IsFrame(marker) || marker is 0xC4 or 0xCC or 0xDA or 0xDB or 0xDD or 0xF8 or 0xFE or (>= 0xE0 and <= 0xEF);

    private static StreamHeader? Frame(ReadOnlySpan<byte> body, int marker)
    {
        if (body.Length < 6 || body.Length != 6 + (3 * body[5]))
        {
            return null;
        }

        return new StreamHeader
        {
            Process = marker,
            Precision = body[0],
            Height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]),
            Width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]),
            ComponentCount = body[5],
            IsYcc = body[5] == 3 && body[6] == 'R' && body[9] == 'G' && body[12] == 'B' ? false : null,
        };
    }

    private static bool? IsYccOf(StreamHeader frame, bool hasJfif, int? adobeTransform) =>
        frame.ComponentCount != 3 ? null
        : adobeTransform is { } transform ? transform == 1
        : hasJfif ? true
        : frame.IsYcc;

    private static StreamHeader? Jpeg2000(ReadOnlySpan<byte> size)
    {
        if (size.Length < 41)
        {
            return null;
        }

        int components = BinaryPrimitives.ReadUInt16BigEndian(size[36..]);
        long width = (long)BinaryPrimitives.ReadUInt32BigEndian(size[4..])
            - BinaryPrimitives.ReadUInt32BigEndian(size[12..]);
        long height = (long)BinaryPrimitives.ReadUInt32BigEndian(size[8..])
            - BinaryPrimitives.ReadUInt32BigEndian(size[16..]);
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
