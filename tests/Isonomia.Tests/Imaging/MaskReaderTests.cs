using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class MaskReaderTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_picture_gives_a_two_dimensional_mask_with_one_millimeter_unless_told()
    {
        string path = _scratch.File("m.png");
        File.WriteAllBytes(path, PngBytes.Gray(3, 2, [0, 1, 255, 0, 0, 1]));

        Mask all = MaskReader.Read(path);
        Mask one = MaskReader.Read(path, label: 1, pictureSpacingMillimeters: [0.5, 2]);

        Assert.Equal([3, 2], all.Shape);
        Assert.Equal([1.0, 1.0], all.SpacingMillimeters);
        Assert.Equal([false, true, true, false, false, true], all.Voxels.ToArray());
        Assert.Equal([false, true, false, false, false, true], one.Voxels.ToArray());
        Assert.Equal([0.5, 2.0], one.SpacingMillimeters);
        Assert.Equal(3, all.ForegroundCount);
    }

    [Fact]
    public void A_color_picture_is_foreground_where_any_band_is_and_has_no_label_values()
    {
        string path = _scratch.File("c.png");
        new Image(2, 1, 3, [0, 0, 0, 0, 9, 0]).WritePng(path);
        Assert.Equal([false, true], MaskReader.Read(path).Voxels.ToArray());
        Assert.Contains("in color", Assert.Throws<ImageFormatException>(() => MaskReader.Read(path, label: 9)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_brings_its_spacing_and_a_single_slice_is_two_dimensional()
    {
        NiftiWriter.Write(
            _scratch.File("v.nii.gz"), new([2, 2, 2], [1, 2, 3], [0, 1, 2, 0, 0, 0, 0, 2]), NiftiType.UInt8);
        NiftiWriter.Write(_scratch.File("s.nii"), new([2, 1, 1], [1, 2, 3], [0, 1]), NiftiType.UInt8);

        Mask two = MaskReader.Read(_scratch.File("v.nii.gz"), label: 2);
        Mask slice = MaskReader.Read(_scratch.File("s.nii"));

        Assert.Equal([1.0, 2.0, 3.0], two.SpacingMillimeters);
        Assert.Equal(2, two.ForegroundCount);
        Assert.Equal([2, 1], slice.Shape);
        Assert.Equal(0, MaskReader.Read(_scratch.File("v.nii.gz"), label: 7).ForegroundCount);
    }

    [Fact]
    public void A_time_axis_and_a_missing_number_are_refused()
    {
        NiftiWriter.Write(_scratch.File("t.nii"), new([1, 1, 1, 2], [1, 1, 1, 1], [0, 1]), NiftiType.UInt8);
        NiftiWriter.Write(_scratch.File("n.nii"), new([2, 1], [1, 1], [0, float.NaN]), NiftiType.Float32);
        Assert.Contains(
            "4 axes", Assert.Throws<ImageFormatException>(() => MaskReader.Read(_scratch.File("t.nii"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "NaN", Assert.Throws<ImageFormatException>(() => MaskReader.Read(_scratch.File("n.nii"))).Message,
            StringComparison.Ordinal);
    }
}
