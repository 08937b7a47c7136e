using System.Buffers.Binary;
using System.IO.Compression;

namespace Isonomia.Imaging;

/// <summary>Writes single-file NIfTI-1 volumes, little endian, in millimeters; gzipped where the name ends in
/// <c>.gz</c>.</summary>
internal static class NiftiWriter
{
    private const int DataOffset = 352;

    /// <summary>Writes the voxels as the given type; only <c>UInt8</c>, <c>Int16</c> and <c>Float32</c> are
    /// offered.</summary>
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
        byte[] header = new byte[DataOffset];
        BinaryPrimitives.WriteInt32LittleEndian(header, NiftiHeader.Size);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(40), (short)volume.Shape.Count);
        for (int axis = 0; axis < 7; axis++)
        {
            bool used = axis < volume.Shape.Count;
            int size = used ? volume.Shape[axis] : 1;
            BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(42 + (2 * axis)), checked((short)size));
            float spacing = used ? (float)volume.SpacingMillimeters[axis] : 1;
            BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(80 + (4 * axis)), spacing);
        }

        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(70), (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(72), bits);
        BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(108), DataOffset);
        header[123] = 2; // millimeters
        "n+1"u8.CopyTo(header.AsSpan(344));

        using FileStream file = File.Create(path);
        using Stream target = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionLevel.Fastest)
            : file;
        target.Write(header);
        target.Write(Encode(volume.Voxels, type, bits / 8));
    }

    private static byte[] Encode(ReadOnlySpan<float> voxels, NiftiType type, int width)
    {
        byte[] bytes = new byte[voxels.Length * width];
        for (int i = 0; i < voxels.Length; i++)
        {
            Span<byte> target = bytes.AsSpan(i * width);
            switch (type)
            {
                case NiftiType.UInt8:
                    target[0] = checked((byte)voxels[i]);
                    break;
                case NiftiType.Int16:
                    BinaryPrimitives.WriteInt16LittleEndian(target, checked((short)voxels[i]));
                    break;
                default:
                    BinaryPrimitives.WriteSingleLittleEndian(target, voxels[i]);
                    break;
            }
        }

        return bytes;
    }
}
