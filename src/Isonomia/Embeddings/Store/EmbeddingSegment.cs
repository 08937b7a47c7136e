using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Isonomia.Embeddings;

/// <summary>One file of rows: 64 bytes of header, the rows' content hashes, the numbers from a multiple of 64 on, a
/// check sum.</summary>
/// <remarks>Little-endian. Header: magic, type, width, count, zero, the store's key. A file is whole or absent: it is
/// written beside its place, flushed, and renamed. Its name is the hash of its rows' hashes, so that the same rows
/// written twice are one file.</remarks>
internal sealed class EmbeddingSegment
{
    internal const string Extension = ".rows";
    private const int HeaderLength = 64;
    private const int KeyOffset = 24;
    private const int CheckLength = 16;
    private const int BufferLength = 1 << 20;

    private EmbeddingSegment(string path, EmbeddingType type, int width, ContentHash[] hashes) =>
        (Path, Type, Width, Hashes, Count) = (path, type, width, hashes, hashes.Length);

    private static ReadOnlySpan<byte> Magic => "ISOEMB02"u8;

    internal string Path { get; }

    internal EmbeddingType Type { get; }

    internal int Width { get; }

    internal int Count { get; }

    /// <summary>The names of the rows, until they are taken over by <see cref="TakeHashes"/>.</summary>
    private ContentHash[]? Hashes { get; set; }

    internal int Stride => Width * (Type == EmbeddingType.Float16 ? 2 : 4);

    internal long PayloadOffset => Aligned(HeaderLength + ((long)ContentHash.ByteCount * Count));

    internal long PayloadLength => (long)Count * Stride;

    /// <summary>Gives the names of the rows, once: a million of them need not be kept twice.</summary>
    internal ContentHash[] TakeHashes()
    {
        ContentHash[] hashes = Hashes ?? throw new InvalidOperationException("The names were taken before.");
        Hashes = null;
        return hashes;
    }

    /// <summary>Writes rows; a file that is already there with the same rows is left alone.</summary>
    internal static void Write(
        string folder, byte[] key, EmbeddingType type, int width, IReadOnlyList<ContentHash> hashes,
        ReadOnlySpan<float> values)
    {
        byte[] front = new byte[Aligned(HeaderLength + ((long)ContentHash.ByteCount * hashes.Count))];
        Magic.CopyTo(front);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(8), (int)type);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(12), width);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(16), hashes.Count);
        key.CopyTo(front, KeyOffset);
        for (int i = 0; i < hashes.Count; i++)
        {
            hashes[i].Write(front.AsSpan(HeaderLength + (i * ContentHash.ByteCount)));
        }

        byte[] name = SHA256.HashData(front.AsSpan(HeaderLength, hashes.Count * ContentHash.ByteCount));
        string path = System.IO.Path.Combine(folder, Convert.ToHexStringLower(name.AsSpan(0, 16)) + Extension);
        if (File.Exists(path))
        {
            return;
        }

        ReadOnlySpan<byte> payload = type == EmbeddingType.Float16
            ? MemoryMarshal.AsBytes<Half>(Narrow(values))
            : MemoryMarshal.AsBytes(values);
        XxHash128 check = new();
        check.Append(front);
        check.Append(payload);
        string temporary = $"{path}.{Environment.ProcessId}{LooseFiles.Extension}";
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferLength))
            {
                file.Write(front);
                file.Write(payload);
                file.Write(check.GetCurrentHash());
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            LooseFiles.TryDelete(temporary);
            throw;
        }
    }

    /// <summary>Reads the head of a file, and where asked all of it against its check sum.</summary>
    /// <returns>The segment, or null where the file is damaged or of another store.</returns>
    internal static EmbeddingSegment? TryRead(string path, ReadOnlySpan<byte> key, bool verify)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        byte[] header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength
            || !header.AsSpan(0, 8).SequenceEqual(Magic) || !header.AsSpan(KeyOffset, key.Length).SequenceEqual(key))
        {
            return null;
        }

        EmbeddingType type = (EmbeddingType)BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        int width = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        int count = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16));
        if (!Enum.IsDefined(type) || width < 1 || count < 1 || (long)count * ContentHash.ByteCount > file.Length)
        {
            return null;
        }

        byte[] names = new byte[count * ContentHash.ByteCount];
        if (file.ReadAtLeast(names, names.Length, throwOnEndOfStream: false) < names.Length)
        {
            return null;
        }

        ContentHash[] hashes = new ContentHash[count];
        for (int i = 0; i < count; i++)
        {
            hashes[i] = ContentHash.Read(names.AsSpan(i * ContentHash.ByteCount));
        }

        EmbeddingSegment segment = new(path, type, width, hashes);
        bool isWhole = file.Length == segment.PayloadOffset + segment.PayloadLength + CheckLength;
        return isWhole && (!verify || HoldsCheck(file)) ? segment : null;
    }

    private static bool HoldsCheck(FileStream file)
    {
        file.Position = 0;
        XxHash128 check = new();
        byte[] buffer = new byte[BufferLength];
        long left = file.Length - CheckLength;
        while (left > 0)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            if (read == 0)
            {
                return false;
            }

            check.Append(buffer.AsSpan(0, read));
            left -= read;
        }

        byte[] stored = new byte[CheckLength];
        file.ReadExactly(stored);
        return check.GetCurrentHash().AsSpan().SequenceEqual(stored);
    }

    private static Half[] Narrow(ReadOnlySpan<float> values)
    {
        Half[] halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = (Half)values[i];
        }

        return halves;
    }

    private static long Aligned(long offset) => (offset + 63) / 64 * 64;
}
