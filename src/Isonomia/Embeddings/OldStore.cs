using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>The embedding file: eight bytes of magic, the length of a JSON header, the header, then n·d little-endian floats.</summary>
internal static class OldStore
{
    private const int PrefixLength = 12;

    private static ReadOnlySpan<byte> Magic => "ISOEMB01"u8;

    /// <summary>Writes to a temporary file beside the target and renames it, so that a store is whole or absent.</summary>
    internal static void Write(string path, EmbeddingResult result)
    {
        Header header = new(
            result.Key,
            result.Width,
            result.Ids,
            result.Unreadable,
            Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(result.Values))));
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] prefix = new byte[PrefixLength];
        Magic.CopyTo(prefix);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(8), text.Length);

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, file =>
        {
            file.Write(prefix);
            file.Write(text);
            file.Write(MemoryMarshal.AsBytes<float>(result.Values));
        });
    }

    /// <summary>Reads the store where it exists, is undamaged and has the key; otherwise null, and the caller computes anew.</summary>
    internal static EmbeddingResult? TryRead(string path, string key)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using FileStream file = File.OpenRead(path);
        byte[] prefix = new byte[PrefixLength];
        if (file.ReadAtLeast(prefix, PrefixLength, throwOnEndOfStream: false) < PrefixLength
            || !prefix.AsSpan(0, 8).SequenceEqual(Magic))
        {
            return null;
        }

        int headerLength = BinaryPrimitives.ReadInt32LittleEndian(prefix.AsSpan(8));
        if (headerLength < 2 || headerLength > file.Length - PrefixLength)
        {
            return null;
        }

        byte[] text = new byte[headerLength];
        file.ReadExactly(text);
        if (Parse(text) is not { } header || header.Key != key
            || file.Length - file.Position != (long)header.Ids.Count * header.Width * sizeof(float))
        {
            return null;
        }

        float[] values = new float[header.Ids.Count * header.Width];
        Span<byte> matrix = MemoryMarshal.AsBytes(values.AsSpan());
        file.ReadExactly(matrix);
        return Convert.ToHexStringLower(SHA256.HashData(matrix)) == header.MatrixSha256
            ? new EmbeddingResult
            {
                Ids = header.Ids,
                Width = header.Width,
                Values = values,
                Unreadable = header.Unreadable,
                Key = key,
                IsReused = true,
            }
            : null;
    }

    private static Header? Parse(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize<Header>(text);
        }
        catch (JsonException)
        {
            return null; // damaged: computed anew
        }
    }

    private sealed record Header(
        string Key, int Width, IReadOnlyList<string> Ids, IReadOnlyList<UnreadableImage> Unreadable, string MatrixSha256);
}
