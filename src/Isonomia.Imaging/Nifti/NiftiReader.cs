using System.Buffers.Binary;
using System.IO.Compression;

namespace Isonomia.Imaging;

/// <summary>Reads single-file NIfTI-1 volumes, plain or gzipped (told by content, not by name).</summary>
internal static class NiftiReader
{
    /// <summary>Deflate cannot pack more than about 1,032 bytes into one; a header that claims more lies.</summary>
    private const long LargestDeflateRatio = 1100;

    private const int ChunkVoxelCount = 1 << 16;

    internal static NiftiVolume Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        bool gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = gzipped ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            byte[] head = new byte[NiftiHeader.Size];
            ReadFully(content, head, path, "header");
            NiftiHeader header = NiftiHeader.Parse(head, path);
            RefuseImpossibleSize(header, file.Length, gzipped, path);
            ReadFully(content, new byte[header.DataOffset - NiftiHeader.Size], path, "header extension");
            return new NiftiVolume(header.Shape, header.SpacingMillimeters, ReadVoxels(content, header, path));
        }
        catch (InvalidDataException damage)
        {
            throw new ImageFormatException(
                path, "the gzip stream is damaged; a whole .nii.gz file was expected", damage);
        }
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
            ReadFully(content, chunk.AsSpan(0, count * width), path, "voxels");
            for (int i = 0; i < count; i++)
            {
                double value = Value(chunk.AsSpan(i * width, width), header.Type, header.IsBigEndian);
                voxels[start + i] = (float)(scaled ? (value * header.Slope) + header.Intercept : value);
            }
        }

        return voxels;
    }

    private static double Value(Span<byte> bytes, NiftiType type, bool bigEndian)
    {
        if (bigEndian)
        {
            bytes.Reverse();
        }

        return type switch
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
    }

    private static int Width(NiftiType type) => type switch
    {
        NiftiType.UInt8 or NiftiType.Int8 => 1,
        NiftiType.Int16 or NiftiType.UInt16 => 2,
        NiftiType.Int32 or NiftiType.UInt32 or NiftiType.Float32 => 4,
        _ => 8,
    };

    private static void ReadFully(Stream content, Span<byte> target, string path, string part)
    {
        if (content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false) < target.Length)
        {
            throw new ImageFormatException(path, $"the file is truncated: it ends within the {part}");
        }
    }
}
