using System.Buffers.Binary;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class NiftiVolumeTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("a.nii", 2)]
    [InlineData("a.nii.gz", 4)]
    [InlineData("b.nii.gz", 16)]
    public void Write_then_read_is_identity(string name, int type)
    {
        NiftiVolume volume = Ramp();
        NiftiWriter.Write(_scratch.File(name), volume, (NiftiType)type);

        NiftiVolume read = NiftiVolume.Read(_scratch.File(name));

        Assert.Equal(volume.Shape, read.Shape);
        Assert.Equal(volume.SpacingMillimeters, read.SpacingMillimeters);
        Assert.Equal(volume.Voxels.ToArray(), read.Voxels.ToArray());
    }

    [Fact]
    public void Big_endian_scaled_and_metric_files_are_understood()
    {
        // One 2 × 1 × 1 volume of big-endian int16 {3, -4}, slope 2, intercept 1, spacing in meters.
        byte[] file = new byte[356];
        BinaryPrimitives.WriteInt32BigEndian(file, 348);
        short[] dim = [3, 2, 1, 1, 1, 1, 1, 1];
        for (int i = 0; i < dim.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(40 + (2 * i)), dim[i]);
            BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(76 + (4 * i)), 0.0078125f);
        }

        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(70), 4);
        BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(108), 352);
        BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(112), 2);
        BinaryPrimitives.WriteSingleBigEndian(file.AsSpan(116), 1);
        file[123] = 1;
        "n+1"u8.CopyTo(file.AsSpan(344));
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(352), 3);
        BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(354), -4);
        File.WriteAllBytes(_scratch.File("big.nii"), file);

        NiftiVolume volume = NiftiVolume.Read(_scratch.File("big.nii"));

        Assert.Equal([7f, -7f], volume.Voxels.ToArray());
        Assert.Equal([7.8125, 7.8125, 7.8125], volume.SpacingMillimeters);
    }

    [Theory]
    [InlineData("cut.nii", 10, "ends within the header")]
    [InlineData("cut.nii", 360, "truncated")]
    [InlineData("cut.nii.gz", 60, "")]
    public void Truncated_files_are_refused(string name, int keep, string said)
    {
        NiftiWriter.Write(_scratch.File(name), Ramp(), NiftiType.Float32);
        byte[] whole = File.ReadAllBytes(_scratch.File(name));
        File.WriteAllBytes(_scratch.File(name), whole[..keep]);

        ImageFormatException error = Assert.Throws<ImageFormatException>(() => NiftiVolume.Read(_scratch.File(name)));

        Assert.StartsWith(name + ": ", error.Message, StringComparison.Ordinal);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 5, "348")]
    [InlineData(344, 0, "magic")]
    [InlineData(40, 9, "9 axes")]
    [InlineData(42, 0, "axis 1 has size 0")]
    [InlineData(70, 3, "data type 3")]
    public void Odd_headers_are_refused_with_the_field(int offset, short value, string said)
    {
        NiftiWriter.Write(_scratch.File("odd.nii"), Ramp(), NiftiType.UInt8);
        byte[] bytes = File.ReadAllBytes(_scratch.File("odd.nii"));
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), value);
        File.WriteAllBytes(_scratch.File("odd.nii"), bytes);

        Assert.Contains(
            said, Assert.Throws<ImageFormatException>(() => NiftiVolume.Read(_scratch.File("odd.nii"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_claims_more_than_the_file_can_hold_allocates_nothing()
    {
        NiftiWriter.Write(_scratch.File("lie.nii.gz"), Ramp(), NiftiType.UInt8);
        NiftiWriter.Write(_scratch.File("lie.nii"), Ramp(), NiftiType.UInt8);
        byte[] bytes = File.ReadAllBytes(_scratch.File("lie.nii"));
        for (int axis = 0; axis < 2; axis++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(42 + (2 * axis)), short.MaxValue);
        }

        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(46), 1);
        File.WriteAllBytes(_scratch.File("lie.nii"), bytes);
        Assert.Contains(
            "truncated", Assert.Throws<ImageFormatException>(() => NiftiVolume.Read(_scratch.File("lie.nii"))).Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Reads_a_real_head()
    {
        SharedFolder.Require();
        NiftiVolume head = NiftiVolume.Read(SharedFolder.Path("data/nifti/t1_crop.nii.gz"));
        Assert.Equal([256, 256, 256], head.Shape);
        Assert.Equal([1.0, 1.0, 1.0], head.SpacingMillimeters);

        // The pack's README: values 0 to 255, 20.7 % above zero.
        int above = 0;
        foreach (float voxel in head.Voxels)
        {
            above += voxel > 0 ? 1 : 0;
        }

        Assert.Equal(0.207, above / (double)head.Voxels.Length, 3);
    }

    private static NiftiVolume Ramp() =>
        new([4, 3, 2], [0.5, 0.75, 2.5], [.. Enumerable.Range(0, 24).Select(i => (float)i)]);
}
