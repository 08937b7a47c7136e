using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>The fields of the 348-byte NIfTI-1 header that we use; offsets as in nifti1.h.</summary>
internal sealed record NiftiHeader(
    bool IsBigEndian, int[] Shape, double[] SpacingMillimeters, NiftiType Type, long DataOffset, double Slope,
    double Intercept)
{
    internal const int Size = 348;

    internal long VoxelCount => Shape.Aggregate(1L, (product, size) => product * size);

    internal static NiftiHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        int size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        bool bigEndian = size == BinaryPrimitives.ReverseEndianness(Size);
        if (size != Size && !bigEndian)
        {
            bool isNifti2 = size == 540 || BinaryPrimitives.ReverseEndianness(size) == 540;
            throw new ImageFormatException(path, isNifti2
                ? "the file is NIfTI-2; NIfTI-1 was expected"
                : "the header size field is not 348; a NIfTI-1 file was expected");
        }

        if (!bytes.Slice(344, 3).SequenceEqual("n+1"u8))
        {
            throw new ImageFormatException(path, bytes.Slice(344, 3).SequenceEqual("ni1"u8)
                ? "the volume is split into header and image file; a single .nii file was expected"
                : "the magic text 'n+1' is absent; a NIfTI-1 file was expected");
        }

        int axisCount = Int16(bytes, 40, bigEndian);
        if (axisCount is < 1 or > 7)
        {
            throw new ImageFormatException(path, $"the header states {axisCount} axes; 1 to 7 were expected");
        }

        int[] shape = new int[axisCount];
        double[] spacing = new double[axisCount];
        double unit = (bytes[123] & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };
        double product = 1;
        for (int axis = 0; axis < axisCount; axis++)
        {
            shape[axis] = Int16(bytes, 42 + (2 * axis), bigEndian);
            spacing[axis] = Math.Abs(Single(bytes, 80 + (4 * axis), bigEndian)) * (axis < 3 ? unit : 1);
            product *= shape[axis];
            if (shape[axis] < 1)
            {
                throw new ImageFormatException(
                    path, $"axis {axis + 1} has size {shape[axis]}; at least 1 was expected");
            }

            if (axis < 3 && (!(spacing[axis] > 0) || double.IsInfinity(spacing[axis])))
            {
                throw new ImageFormatException(path, $"axis {axis + 1} has no spacing above 0 in the field pixdim");
            }

            spacing[axis] = spacing[axis] > 0 && double.IsFinite(spacing[axis]) ? spacing[axis] : 1;
        }

        if (product > Array.MaxLength)
        {
            throw new ImageFormatException(path, $"the header states {product:R} voxels, more than fit into one array");
        }

        short type = Int16(bytes, 70, bigEndian);
        if (!Enum.IsDefined((NiftiType)type))
        {
            throw new ImageFormatException(
                path, $"data type {type} is not supported; integers and floats were expected");
        }

        double offset = Single(bytes, 108, bigEndian);
        if (!(offset >= Size && offset < int.MaxValue))
        {
            throw new ImageFormatException(
                path, "the voxel offset (vox_offset) lies inside the header or is no number");
        }

        return new NiftiHeader(
            bigEndian, shape, spacing, (NiftiType)type, (long)offset, Single(bytes, 112, bigEndian),
            Single(bytes, 116, bigEndian));
    }

    private static short Int16(ReadOnlySpan<byte> bytes, int offset, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(bytes[offset..])
        : BinaryPrimitives.ReadInt16LittleEndian(bytes[offset..]);

    private static float Single(ReadOnlySpan<byte> bytes, int offset, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadSingleBigEndian(bytes[offset..])
        : BinaryPrimitives.ReadSingleLittleEndian(bytes[offset..]);
}

/// <summary>The voxel types we read, with the format's codes.</summary>
internal enum NiftiType : short
{
    UInt8 = 2,
    Int16 = 4,
    Int32 = 8,
    Float32 = 16,
    Float64 = 64,
    Int8 = 256,
    UInt16 = 512,
    UInt32 = 768,
    Int64 = 1024,
    UInt64 = 1280,
}
