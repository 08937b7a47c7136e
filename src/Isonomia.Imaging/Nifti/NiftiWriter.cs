using System.Buffers.Binary;
using System.IO.Compression;

namespace Isonomia.Imaging;

/// <summary>Writes single-file volumes, little endian, in millimeters; gzipped where the name ends in
/// <c>.gz</c>.</summary>
/// <remarks>NIfTI-1, or NIfTI-2 where an axis has more than 32,767 voxels. The orientation is written as sform with
/// code 2 (aligned) and never as qform, because a qform cannot hold shears.</remarks>
internal static class NiftiWriter
{
    private const int DataOffset1 = 352;
    private const int DataOffset2 = 544;
    private const int ChunkVoxelCount = 1 << 16;

    internal static void Write(string path, NiftiVolume volume, NiftiType type)
    {
        short bits = type switch
        {
            NiftiType.UInt8 => 8,
            NiftiType.Int16 => 16,
            NiftiType.Float32 => 32,
            _ => throw new ArgumentOutOfRangeException(
                nameof(type), type, "Volumes are written as UInt8, Int16 or Float32."),
        };
        byte[] header = volume.Shape.Any(size => size > short.MaxValue)
            ? Second(volume, type, bits)
            : First(volume, type, bits);
        string temporary = path + ".part";
        try
        {
            using (FileStream file = File.Create(temporary))
            using (Stream target = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionLevel.Fastest)
                : file)
            {
                target.Write(header);
                WriteVoxels(target, volume.Voxels, type, bits / 8);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static byte[] First(NiftiVolume volume, NiftiType type, short bits)
    {
        byte[] header = new byte[DataOffset1];
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiHeader.Size1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40), (short)volume.Shape.Count);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(76), 1);
        for (int axis = 0; axis < 7; axis++)
        {
            bool used = axis < volume.Shape.Count;
            BinaryPrimitives.WriteInt16LittleEndian(
                header.AsSpan(42 + (2 * axis)), (short)(used ? volume.Shape[axis] : 1));
            BinaryPrimitives.WriteSingleLittleEndian(
                header.AsSpan(80 + (4 * axis)), used ? (float)volume.SpacingMillimeters[axis] : 1);
        }

        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), bits);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), DataOffset1);
        header[123] = 2; // millimeters
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(254), 2);
        for (int i = 0; i < 12; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(
                header.AsSpan(280 + (4 * i)), (float)volume.Orientation[i / 4, i % 4]);
        }

        "n+1"u8.CopyTo(header.AsSpan(344));
        return header;
    }

    private static byte[] Second(NiftiVolume volume, NiftiType type, short bits)
    {
        byte[] header = new byte[DataOffset2];
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiHeader.Size2);
        "n+2\0\r\n\x1A\n"u8.CopyTo(header.AsSpan(4));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(12), (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(14), bits);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(16), volume.Shape.Count);
        BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(104), 1);
        for (int axis = 0; axis < 7; axis++)
        {
            bool used = axis < volume.Shape.Count;
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(24 + (8 * axis)), used ? volume.Shape[axis] : 1);
            BinaryPrimitives.WriteDoubleLittleEndian(
                header.AsSpan(112 + (8 * axis)), used ? volume.SpacingMillimeters[axis] : 1);
        }

        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(168), DataOffset2);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(348), 2);
        for (int i = 0; i < 12; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(header.AsSpan(400 + (8 * i)), volume.Orientation[i / 4, i % 4]);
        }

        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(500), 2);
        return header;
    }

    private static void WriteVoxels(Stream target, ReadOnlySpan<float> voxels, NiftiType type, int width)
    {
        byte[] chunk = new byte[ChunkVoxelCount * width];
        for (int start = 0; start < voxels.Length; start += ChunkVoxelCount)
        {
            ReadOnlySpan<float> part = voxels[start..Math.Min(start + ChunkVoxelCount, voxels.Length)];
            for (int i = 0; i < part.Length; i++)
            {
                Encode(part[i], type, chunk.AsSpan(i * width));
            }

            target.Write(chunk, 0, part.Length * width);
        }
    }

    private static void Encode(float voxel, NiftiType type, Span<byte> target)
    {
        switch (type)
        {
            case NiftiType.UInt8:
                target[0] = checked((byte)voxel);
                break;
            case NiftiType.Int16:
                BinaryPrimitives.WriteInt16LittleEndian(target, checked((short)voxel));
                break;
            default:
                BinaryPrimitives.WriteSingleLittleEndian(target, voxel);
                break;
        }
    }
}
