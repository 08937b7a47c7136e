using System.Buffers.Binary;

namespace Isonomia.Imaging;

/// <summary>The fields of a NIfTI-1 or NIfTI-2 header that we use; offsets as in nifti1.h and nifti2.h.</summary>
internal sealed record NiftiHeader
{
    internal const int Size1 = 348;
    internal const int Size2 = 540;

    /// <summary>A gzipped file of some megabytes can announce more voxels than a machine has memory for.</summary>
    private const double LargestVoxelCount = 1 << 30;

    internal required bool IsBigEndian { get; init; }

    internal required int[] Shape { get; init; }

    internal required double[] SpacingMillimeters { get; init; }

    internal required NiftiType Type { get; init; }

    internal required long DataOffset { get; init; }

    internal required double Slope { get; init; }

    internal required double Intercept { get; init; }

    internal required NiftiOrientation Orientation { get; init; }

    internal required int HeaderSize { get; init; }

    internal long VoxelCount => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The header's size by its first four bytes, and the byte order; null where it is none.</summary>
    internal static (int Size, bool IsBigEndian)? Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            return null;
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        int swapped = BinaryPrimitives.ReverseEndianness(size);
        return size is Size1 or Size2 ? (size, false) : swapped is Size1 or Size2 ? (swapped, true) : null;
    }

    internal static NiftiHeader Parse(ReadOnlySpan<byte> bytes, string path)
    {
        if (Detect(bytes) is not (int size, bool bigEndian))
        {
            throw new ImageFormatException(
                path, "the header size field is neither 348 nor 540; a NIfTI file was expected");
        }

        NiftiFields fields = new(bytes, bigEndian, IsSecond: size == Size2);
        RequireMagic(fields, path);
        int axisCount = (int)Math.Clamp(fields.AxisCount, -1, 99);
        if (axisCount is < 1 or > 7)
        {
            throw new ImageFormatException(path, $"the header states {axisCount} axes; 1 to 7 were expected");
        }

        (int[] shape, double[] spacing) = Axes(fields, axisCount, path);
        if (!Enum.IsDefined((NiftiType)fields.Type))
        {
            throw new ImageFormatException(
                path, $"data type {fields.Type} is not supported; integers and floats were expected");
        }

        double offset = fields.DataOffset;
        if (!(offset >= size && offset < int.MaxValue))
        {
            throw new ImageFormatException(
                path, "the voxel offset (vox_offset) lies inside the header or is no number");
        }

        return new NiftiHeader
        {
            IsBigEndian = bigEndian,
            Shape = shape,
            SpacingMillimeters = spacing,
            Type = (NiftiType)fields.Type,
            DataOffset = (long)offset,
            Slope = fields.Slope,
            Intercept = fields.Intercept,
            Orientation = NiftiOrientation.Of(fields, shape, spacing),
            HeaderSize = size,
        };
    }

    private static void RequireMagic(NiftiFields fields, string path)
    {
        if (!fields.HasMagic(fields.IsSecond ? "n+2"u8 : "n+1"u8))
        {
            throw new ImageFormatException(path, fields.HasMagic(fields.IsSecond ? "ni2"u8 : "ni1"u8)
                ? "the volume is split into header and image file; a single .nii file was expected"
                : $"the magic text '{(fields.IsSecond ? "n+2" : "n+1")}' is absent; a NIfTI file was expected");
        }
    }

    private static (int[] Shape, double[] Spacing) Axes(NiftiFields fields, int axisCount, string path)
    {
        int[] shape = new int[axisCount];
        double[] spacing = new double[axisCount];
        double product = 1;
        for (int axis = 0; axis < axisCount; axis++)
        {
            long size = fields.AxisSize(axis);
            spacing[axis] = Math.Abs(fields.Spacing(axis)) * (axis < 3 ? fields.MillimetersPerUnit : 1);
            product *= size;
            if (size < 1)
            {
                throw new ImageFormatException(path, $"axis {axis + 1} has size {size}; at least 1 was expected");
            }

            if (size > Array.MaxLength || product > LargestVoxelCount)
            {
                throw new ImageFormatException(path, "the header states more than 1,073,741,824 voxels and is refused");
            }

            shape[axis] = (int)size;
            if (axis < 3 && (!(spacing[axis] > 0) || double.IsInfinity(spacing[axis])))
            {
                throw new ImageFormatException(path, $"axis {axis + 1} has no spacing above 0 in the field pixdim");
            }

            spacing[axis] = spacing[axis] > 0 && double.IsFinite(spacing[axis]) ? spacing[axis] : 1;
        }

        return (shape, spacing);
    }
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
