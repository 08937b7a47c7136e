using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>RLE Lossless (PS3.5 annex G): byte planes, most significant first, packed as PackBits.</summary>
internal static class RleCodec
{
    private const int HeaderLength = 64;
    private const int MostSegments = 15;

    /// <summary>Unpacks a frame into interleaved little-endian samples.</summary>
    internal static byte[] Decode(ReadOnlySpan<byte> packed, PixelModule module, string path)
    {
        int width = module.BitsAllocated / 8;
        int expected = width * module.SampleCount;
        if (width == 0 || packed.Length < HeaderLength)
        {
            throw new ImageFormatException(
                path, "the RLE header is truncated; 64 bytes and samples of whole bytes were expected");
        }

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(packed);
        if (count != expected || count > MostSegments)
        {
            throw new ImageFormatException(
                path, $"the RLE header announces {count} segments; {expected} were expected");
        }

        byte[] samples = new byte[module.PixelCount * expected];
        byte[] plane = new byte[module.PixelCount];
        for (int segment = 0; segment < expected; segment++)
        {
            uint start = BinaryPrimitives.ReadUInt32LittleEndian(packed[(4 + (4 * segment))..]);
            uint end = segment + 1 < expected
                ? BinaryPrimitives.ReadUInt32LittleEndian(packed[(8 + (4 * segment))..])
                : (uint)packed.Length;
            if (start < HeaderLength || start >= end || end > packed.Length)
            {
                throw new ImageFormatException(path, $"RLE segment {segment + 1} lies outside the frame");
            }

            if (!Unpack(packed[(int)start..(int)end], plane))
            {
                throw new ImageFormatException(path, $"RLE segment {segment + 1} ends before its last sample");
            }

            int offset = ((segment / width) * width) + (width - 1 - (segment % width));
            for (int i = 0; i < plane.Length; i++)
            {
                samples[(i * expected) + offset] = plane[i];
            }
        }

        return samples;
    }

    private static bool Unpack(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int from = 0;
        int to = 0;
        while (to < target.Length && from < packed.Length)
        {
            int control = (sbyte)packed[from++];
            if (control >= 0)
            {
                int length = Math.Min(control + 1, Math.Min(target.Length - to, packed.Length - from));
                packed.Slice(from, length).CopyTo(target[to..]);
                from += control + 1;
                to += length;
            }
            else if (control != -128 && from < packed.Length)
            {
                int length = Math.Min(1 - control, target.Length - to);
                target.Slice(to, length).Fill(packed[from++]);
                to += length;
            }
        }

        return to == target.Length;
    }
}
