using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>Numbers out of bytes in one byte order.</summary>
internal readonly ref struct DicomCursor(ReadOnlySpan<byte> bytes, bool isBigEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    internal ushort UInt16(int offset) => isBigEndian
        ? BinaryPrimitives.ReadUInt16BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadUInt16LittleEndian(_bytes[offset..]);

    internal uint UInt32(int offset) => isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadUInt32LittleEndian(_bytes[offset..]);

    internal uint Tag(int offset) => ((uint)UInt16(offset) << 16) | UInt16(offset + 2);
}
