using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Reads single-file NIfTI-1 and NIfTI-2 volumes, plain or gzipped (told by content, not by name).</summary>
internal static class NiftiReader
{
    /// <summary>Deflate cannot pack more than about 1,032 bytes into one; a header that claims more lies.</summary>
    private const long LargestDeflateRatio = 1100;

    private const int ChunkVoxelCount = 1 << 16;

    internal static NiftiVolume Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Read(file, file.Length, path);
    }

    /// <summary>Reads from bytes already in memory.</summary>
    internal static NiftiVolume Read(byte[] encoded, string path)
    {
        using MemoryStream stream = new(encoded, writable: false);
        return Read(stream, encoded.Length, path);
    }

    /// <summary>Whether bytes start like a volume; of gzipped bytes the first few are unpacked.</summary>
    internal static bool IsNifti(ReadOnlySpan<byte> head)
    {
        if (head is not [0x1F, 0x8B, ..])
        {
            return NiftiHeader.Detect(head) is not null;
        }

        try
        {
            using GZipStream gzip = new(new MemoryStream(head.ToArray(), writable: false), CompressionMode.Decompress);
            byte[] first = new byte[4];
            return gzip.ReadAtLeast(first, 4, throwOnEndOfStream: false) == 4 && NiftiHeader.Detect(first) is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static NiftiVolume Read(Stream file, long length, string path)
    {
        bool gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            NiftiHeader header = ReadHeader(content, path);
            RefuseImpossibleSize(header, length, gzipped, path);
            SkipFully(content, header.DataOffset - header.HeaderSize, path);
            return new NiftiVolume(
                header.Shape, header.SpacingMillimeters, ReadVoxels(content, header, path), header.Orientation);
        }
        catch (InvalidDataException damage)
        {
            throw new ImageFormatException(
                path, "the gzip stream is damaged; a whole .nii.gz file was expected", damage);
        }
    }

    private static NiftiHeader ReadHeader(Stream content, string path)
    {
        byte[] head = new byte[NiftiHeader.Size2];
        ReadFully(content, head.AsSpan(0, NiftiHeader.Size1), path, "header");
        if (NiftiHeader.Detect(head) is (NiftiHeader.Size2, _))
        {
            ReadFully(content, head.AsSpan(NiftiHeader.Size1), path, "header");
        }

        return NiftiHeader.Parse(head, path);
    }

    private static void RefuseImpossibleSize(NiftiHeader header, long fileLength, bool gzipped, string path)
    {
        long needed = header.DataOffset + (header.VoxelCount * Width(header.Type));
        if (needed > (gzipped ? fileLength * LargestDeflateRatio : fileLength))
        {
            throw new ImageFormatException(
                path, $"the file is truncated: its header announces {needed} bytes, the file has {fileLength}");
        }
    }

    private static float[] ReadVoxels(Stream content, NiftiHeader header, string path)
    {
        float[] voxels = new float[header.VoxelCount];
        int width = Width(header.Type);
        byte[] chunk = new byte[ChunkVoxelCount * width];

        // A slope of 0 means "not scaled" (nifti1.h).
        bool scaled = header.Slope != 0 && double.IsFinite(header.Slope) && double.IsFinite(header.Intercept)
            && (header.Slope != 1 || header.Intercept != 0);
        for (int start = 0; start < voxels.Length; start += ChunkVoxelCount)
        {
            int count = Math.Min(ChunkVoxelCount, voxels.Length - start);
            Span<byte> bytes = chunk.AsSpan(0, count * width);
            ReadFully(content, bytes, path, "voxels");
            Span<float> target = voxels.AsSpan(start, count);
            Convert(bytes, header, target);
            if (scaled)
            {
                Scale(bytes, header, target);
            }
        }

        return voxels;
    }

    private static void Convert(Span<byte> bytes, NiftiHeader header, Span<float> target)
    {
        if (header.Type == NiftiType.UInt8)
        {
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = bytes[i];
            }

            return;
        }

        int width = Width(header.Type);
        if (header.IsBigEndian)
        {
            for (int i = 0; i < target.Length; i++)
            {
                bytes.Slice(i * width, width).Reverse();
            }
        }

        if (header.Type == NiftiType.Int16)
        {
            Span<short> values = MemoryMarshal.Cast<byte, short>(bytes);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = values[i];
            }

            return;
        }

        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)Value(bytes.Slice(i * width, width), header.Type);
        }
    }

    /// <summary>Applies the file's scaling in double to the exact values, after the bytes were put in order.</summary>
    private static void Scale(ReadOnlySpan<byte> bytes, NiftiHeader header, Span<float> target)
    {
        int width = Width(header.Type);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = (float)((Value(bytes.Slice(i * width, width), header.Type) * header.Slope) + header.Intercept);
        }
    }

    private static double Value(ReadOnlySpan<byte> bytes, NiftiType type) => type switch
    {
        NiftiType.UInt8 => bytes[0],
        NiftiType.Int8 => (sbyte)bytes[0],
        NiftiType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        NiftiType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        NiftiType.Int32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        NiftiType.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        NiftiType.Int64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        NiftiType.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        NiftiType.Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
    };

    private static int Width(NiftiType type) => type switch
    {
        NiftiType.UInt8 or NiftiType.Int8 => 1,
        NiftiType.Int16 or NiftiType.UInt16 => 2,
        NiftiType.Int32 or NiftiType.UInt32 or NiftiType.Float32 => 4,
        _ => 8,
    };

    private static void SkipFully(Stream content, long count, string path)
    {
        byte[] chunk = new byte[Math.Min(count, 1 << 16)];
        for (long left = count; left > 0; left -= chunk.Length)
        {
            ReadFully(content, chunk.AsSpan(0, (int)Math.Min(left, chunk.Length)), path, "header extension");
        }
    }

    private static void ReadFully(Stream content, Span<byte> target, string path, string part)
    {
        if (content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new ImageFormatException(path, $"the file is truncated: it ends within the {part}");
        }
    }
}
