using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>Volumes that nibabel writes are read with its affine and its RAS order, and it reads ours.</summary>
public sealed class NiftiReferenceTests : IDisposable
{
    private const string Write = """
        import sys, numpy as np, nibabel as nib
        root = sys.argv[1]
        rng = np.random.RandomState(4)
        def rotation(a, b, c):
            ca, sa, cb, sb, cc, sc = np.cos(a), np.sin(a), np.cos(b), np.sin(b), np.cos(c), np.sin(c)
            return (np.array([[ca, -sa, 0], [sa, ca, 0], [0, 0, 1]]) @ np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
                    @ np.array([[1, 0, 0], [0, cc, -sc], [0, sc, cc]]))
        def affine(rows, flips, zooms, tilt):
            m = np.zeros((3, 3))
            for axis, (row, flip, zoom) in enumerate(zip(rows, flips, zooms)):
                m[row, axis] = (-1 if flip else 1) * zoom
            out = np.eye(4); out[:3, :3] = rotation(*tilt) @ m; out[:3, 3] = [-11.5, 7.25, 30]
            return out
        cases = [
            ("ras.nii", nib.Nifti1Image, [0, 1, 2], [0, 0, 0], np.int16, (0, 0, 0), "sform"),
            ("lia.nii.gz", nib.Nifti1Image, [0, 2, 1], [1, 1, 0], np.uint8, (0, 0, 0), "sform"),
            ("psr.nii", nib.Nifti1Image, [1, 2, 0], [1, 0, 0], np.float32, (0, 0, 0), "qform"),
            ("oblique.nii", nib.Nifti1Image, [0, 1, 2], [1, 0, 1], np.int32, (.2, -.3, .1), "qform"),
            ("two.nii.gz", nib.Nifti2Image, [2, 0, 1], [0, 1, 0], np.float64, (.1, .1, .2), "sform"),
            ("none.nii", nib.Nifti1Image, [0, 1, 2], [0, 0, 0], np.uint16, (0, 0, 0), "none"),
        ]
        for name, kind, rows, flips, dtype, tilt, form in cases:
            data = rng.randint(0, 200, (5, 4, 3)).astype(dtype)
            a = affine(rows, flips, (1.5, 2, 2.5), tilt)
            image = kind(data, a)
            image.header.set_xyzt_units("mm")
            image.set_sform(a, 1 if form == "sform" else 0)
            image.set_qform(a, 1 if form == "qform" else 0)
            if name == "lia.nii.gz":
                image.header.set_slope_inter(2, -3)
            nib.save(image, f"{root}/{name}")
        big = nib.Nifti1Image(
            rng.randint(-100, 100, (3, 4, 5, 2)).astype(">i2"),
            affine([0, 2, 1], [0, 1, 1], (1, 2, 3), (0, 0, 0)), nib.Nifti1Header(endianness=">"))
        nib.save(big, f"{root}/big.nii")
        for name in [case[0] for case in cases] + ["big.nii"]:
            image = nib.load(f"{root}/{name}")
            ras = nib.as_closest_canonical(image)
            np.asarray(image.get_fdata(), "<f4").ravel(order="F").tofile(f"{root}/{name}.ref")
            np.asarray(ras.get_fdata(), "<f4").ravel(order="F").tofile(f"{root}/{name}.ras")
            print(name, "".join(nib.aff2axcodes(image.affine)), *image.affine[:3].ravel(), *ras.affine[:3].ravel())
        """;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableFact]
    public void Values_orientation_and_ras_order_agree_with_nibabel()
    {
        PythonReference.Require("numpy", "nibabel");
        string[] lines = PythonReference.Run(Write, _scratch.Root).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ');
            double[] numbers = [.. parts.Skip(2).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            NiftiVolume volume = NiftiVolume.Read(_scratch.File(parts[0]));
            Assert.Equal(parts[1], volume.Orientation.Code);
            ShouldBe(numbers[..12], volume.Orientation, parts[0]);
            Assert.Equal(Floats(parts[0] + ".ref"), volume.Voxels.ToArray());

            NiftiVolume ras = volume.ToRas();
            Assert.Equal("RAS", ras.Orientation.Code);
            ShouldBe(numbers[12..], ras.Orientation, parts[0]);
            Assert.Equal(Floats(parts[0] + ".ras"), ras.Voxels.ToArray());
            Assert.Same(ras, ras.ToRas());

            // A slice is the same whatever the order of the axes in the file.
            foreach (AnatomicalPlane plane in Enum.GetValues<AnatomicalPlane>())
            {
                Assert.Equal(ras.SliceCount(plane), volume.SliceCount(plane));
                for (int i = 0; i < ras.SliceCount(plane); i++)
                {
                    Assert.Equal(ras.Slice(plane, i).Floats.ToArray(), volume.Slice(plane, i).Floats.ToArray());
                }
            }
        }
    }

    [SkippableFact]
    public void Nibabel_reads_what_we_write()
    {
        PythonReference.Require("numpy", "nibabel");
        float[] voxels = [.. Enumerable.Range(0, 24).Select(i => i * 0.5f)];
        NiftiOrientation orientation = NiftiOrientation.Of([0, 0, 2.5, -3, -1.5, 0, 0, 4, 0, 2, 0.25, 5]);
        new NiftiVolume([2, 3, 4], [1.5, 2, 2.5], voxels, orientation).Write(_scratch.File("ours.nii.gz"));
        new NiftiVolume([40_000, 1, 1], [1, 1, 1], new float[40_000]).Write(_scratch.File("long.nii"));
        string[] lines = PythonReference.Run("""
            import sys, numpy as np, nibabel as nib
            image = nib.load(sys.argv[1] + "/ours.nii.gz")
            print(type(image).__name__, *image.affine[:3].ravel(), *image.get_fdata().ravel(order="F"))
            image = nib.load(sys.argv[1] + "/long.nii")
            print(type(image).__name__, *image.shape)
            """, _scratch.Root).Split('\n');
        string[] first = lines[0].Split(' ');
        Assert.Equal("Nifti1Image", first[0]);
        double[] numbers = [.. first.Skip(1).Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        ShouldBe(numbers[..12], orientation, "ours");
        Assert.Equal(voxels, numbers[12..].Select(number => (float)number));
        Assert.Equal("Nifti2Image 40000 1 1", lines[1]);
        Assert.Equal(40_000, NiftiVolume.Read(_scratch.File("long.nii")).Shape[0]);
    }

    [Fact]
    public void An_axial_slice_lies_as_viewers_show_it()
    {
        // RAS axes, 2 × 2 × 1: voxel (right, anterior) has value 10 r + a. The picture's first pixel is right and
        // anterior.
        NiftiVolume volume = new([2, 2, 1], [1, 1, 1], [0, 10, 1, 11],
            NiftiOrientation.Of([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]));
        Assert.Equal([11f, 1f, 10f, 0f], volume.Slice(AnatomicalPlane.Axial, 0).Floats.ToArray());
    }

    [SkippableFact]
    public void The_real_head_has_the_orientation_its_readme_states()
    {
        SharedFolder.Require();
        NiftiVolume head = NiftiVolume.Read(SharedFolder.Path("data/nifti/t1_crop.nii.gz"));
        Assert.Equal("LIA", head.Orientation.Code);
        Assert.Equal("RAS", head.ToRas().Orientation.Code);
    }

    private float[] Floats(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(_scratch.File(name))).ToArray();

    private static void ShouldBe(double[] expected, NiftiOrientation actual, string name)
    {
        for (int i = 0; i < 12; i++)
        {
            // The file holds single precision, and a qform is rebuilt from a quaternion.
            Assert.True(Math.Abs(expected[i] - actual[i / 4, i % 4]) < 1e-5,
                $"{name}: element {i} is {actual[i / 4, i % 4]}, {expected[i]} was expected.");
        }
    }
}
