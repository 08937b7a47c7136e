using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Embeddings;

/// <summary>The SHA-256 of a picture's bytes (and frame): the name of its row in a store.</summary>
internal readonly record struct ContentHash(UInt128 High, UInt128 Low)
{
    internal const int ByteCount = 32;

    /// <summary>The hash of a file's content; frames of one file differ.</summary>
    internal static ContentHash OfFile(string path, int frame)
    {
        using FileStream file = new(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        Span<byte> hash = stackalloc byte[ByteCount];
        SHA256.HashData(file, hash);
        return Of(hash, frame);
    }

    /// <summary>The hash of bytes in memory; the same as that of a file with these bytes.</summary>
    internal static ContentHash OfBytes(ReadOnlySpan<byte> content, int frame)
    {
        Span<byte> hash = stackalloc byte[ByteCount];
        SHA256.HashData(content, hash);
        return Of(hash, frame);
    }

    /// <summary>From a file's hash that somebody else computed.</summary>
    internal static ContentHash OfKnown(ContentHash file, int frame)
    {
        Span<byte> hash = stackalloc byte[ByteCount];
        file.Write(hash);
        return Of(hash, frame);
    }

    /// <summary>The name of something that is no picture: an imported row.</summary>
    internal static ContentHash OfText(string text) => Read(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    internal static ContentHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));

    internal static bool TryParse(string text, out ContentHash hash)
    {
        hash = default;
        Span<byte> bytes = stackalloc byte[ByteCount];
        if (text.Length != 2 * ByteCount
            || Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        hash = Read(bytes);
        return true;
    }

    internal void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt128BigEndian(target, High);
        BinaryPrimitives.WriteUInt128BigEndian(target[16..], Low);
    }

    public override string ToString() => $"{High:x32}{Low:x32}";

    private static ContentHash Of(Span<byte> hash, int frame)
    {
        if (frame == 0)
        {
            return Read(hash); // what sha256sum prints
        }

        Span<byte> both = stackalloc byte[ByteCount + 4];
        hash.CopyTo(both);
        BinaryPrimitives.WriteInt32LittleEndian(both[ByteCount..], frame);
        return Read(SHA256.HashData(both));
    }
}
