using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Turns the bytes of one frame into samples, by transfer syntax.</summary>
internal static class FrameDecoding
{
    private const string Rle = "1.2.840.10008.1.2.5";

    internal static RawFrame Decode(DicomContent content, PixelModule module, int frame, string path)
    {
        DicomDataSet dataSet = content.DataSet;
        if (!dataSet.TryGet(module.DataTag, out DicomElement? data))
        {
            throw new ImageFormatException(path, "the object holds no pixels; an image was expected");
        }

        switch (content.TransferSyntaxUid)
        {
            // A file of an uncompressed syntax with fragments is met when its stated syntax is wrong; its bytes decide.
            case DicomSyntax.ImplicitLittleEndianUid or DicomSyntax.ExplicitLittleEndianUid or DicomSyntax.DeflatedUid
                or DicomSyntax.ExplicitBigEndianUid:
                // 8-bit samples in big-endian words: the bytes of every word are exchanged (PS3.5 section 8.1.1).
                data = dataSet.IsBigEndian && module.BitsAllocated <= 8 && data.Vr == "OW"
                    ? data with { Value = Swap(data.Value.Span, 2) }
                    : data;
                return Native(FrameLocator.Native(data, module, frame, path), dataSet.IsBigEndian, module, frame);
            case Rle:
                if (module.BitsAllocated is not (8 or 16 or 32))
                {
                    throw new ImageFormatException(
                        path, $"BitsAllocated is {module.BitsAllocated}; RLE has 8, 16 or 32");
                }

                ReadOnlyMemory<byte> packed = FrameLocator.Encapsulated(data, dataSet, module, frame, path);
                return new RawFrame(
                    RleCodec.Decode(packed.Span, module, path), module.BitsAllocated / 8, ColorOf(module));
            case { } uid when GdcmCodec.Supports(uid):
                return GdcmCodec.Decode(
                    FrameLocator.Encapsulated(data, dataSet, module, frame, path), uid, module, path);
            default:
                throw new ImageFormatException(
                    path,
                    "its transfer syntax is not supported; uncompressed, deflated, RLE, JPEG, JPEG-LS and JPEG 2000 "
                        + "are");
        }
    }

    internal static RawColor ColorOf(PixelModule module) => module.Photometric switch
    {
        "RGB" or "YBR_RCT" or "YBR_ICT" => RawColor.Rgb,
        "YBR_FULL" or "YBR_FULL_422" => RawColor.YbrFull,
        "YBR_PARTIAL_422" or "YBR_PARTIAL_420" => RawColor.YbrPartial,
        _ => RawColor.Single,
    };

    private static RawFrame Native(
        ReadOnlyMemory<byte> bytes, bool isBigEndian, PixelModule module, int frame)
    {
        if (module.BitsAllocated == 1)
        {
            return new RawFrame(Bits(bytes.Span, module, frame), 1, RawColor.Single);
        }

        if (module.Photometric == "YBR_FULL_422" && module.BitsAllocated == 8)
        {
            return new RawFrame(Upsample(bytes.Span, module), 1, RawColor.YbrFull);
        }

        if (module.BitsAllocated == 12)
        {
            return new RawFrame(Unpack(bytes.Span, module.PixelCount * module.SampleCount), 2, ColorOf(module));
        }

        int width = module.BitsAllocated / 8;
        if (isBigEndian && width > 1)
        {
            bytes = Swap(bytes.Span, width);
        }

        return new RawFrame(
            module.IsPlanar ? Interleave(bytes.Span, module, width) : bytes, width, ColorOf(module));
    }

    internal static byte[] Interleave(ReadOnlySpan<byte> planes, PixelModule module, int width)
    {
        byte[] interleaved = new byte[planes.Length];
        int plane = module.PixelCount * width;
        for (int sample = 0; sample < module.SampleCount; sample++)
        {
            for (int pixel = 0; pixel < module.PixelCount; pixel++)
            {
                planes.Slice((sample * plane) + (pixel * width), width)
                    .CopyTo(interleaved.AsSpan(((pixel * module.SampleCount) + sample) * width));
            }
        }

        return interleaved;
    }

    private static byte[] Swap(ReadOnlySpan<byte> bytes, int width)
    {
        byte[] swapped = bytes.ToArray();
        for (int i = 0; i + width <= bytes.Length; i += width)
        {
            swapped.AsSpan(i, width).Reverse();
        }

        return swapped;
    }

    /// <summary>Two samples in three bytes, as ACR-NEMA files have them.</summary>
    private static byte[] Unpack(ReadOnlySpan<byte> packed, int count)
    {
        byte[] samples = new byte[2 * count];
        for (int i = 0; i < count; i++)
        {
            int at = i / 2 * 3;
            int value = (i & 1) == 0
                ? packed[at] | ((packed[at + 1] & 0x0F) << 8)
                : (packed[at + 1] >> 4) | (packed[at + 2] << 4);
            BinaryPrimitives.WriteUInt16LittleEndian(samples.AsSpan(2 * i), (ushort)value);
        }

        return samples;
    }

    /// <summary>Single bits, the first in the lowest place (PS3.5 section 8.2).</summary>
    private static byte[] Bits(ReadOnlySpan<byte> bytes, PixelModule module, int frame)
    {
        byte[] samples = new byte[module.PixelCount];
        long first = (long)module.PixelCount * frame;
        for (int i = 0; i < samples.Length; i++)
        {
            long bit = first + i;
            samples[i] = (byte)((bytes[(int)(bit >> 3)] >> (int)(bit & 7)) & 1);
        }

        return samples;
    }

    /// <summary>Y1 Y2 Cb Cr becomes two pixels with the same chrominance (PS3.3 C.7.6.3.1.2).</summary>
    private static byte[] Upsample(ReadOnlySpan<byte> bytes, PixelModule module)
    {
        byte[] full = new byte[module.PixelCount * 3];
        for (int i = 0; i < module.PixelCount; i++)
        {
            int pair = (i >> 1) * 4;
            full[3 * i] = bytes[pair + (i & 1)];
            full[(3 * i) + 1] = bytes[Math.Min(pair + 2, bytes.Length - 1)];
            full[(3 * i) + 2] = bytes[Math.Min(pair + 3, bytes.Length - 1)];
        }

        return full;
    }
}
