using System.Runtime.InteropServices;
using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>Every file of the pack with pixels, decoded by pydicom (values) and dcmtk (as shown).</summary>
public sealed class DicomReferenceTests : IDisposable
{
    /// <summary>Files where pydicom 2.3 is not the reference, each with the reason.</summary>
    private static readonly Dictionary<string, string> PydicomDiffers = new(StringComparer.Ordinal)
    {
        ["deid/MR.dcm"] = "bits above BitsStored are set; pydicom 2.3 keeps them, the standard and dcmtk drop them",
        ["fo-dicom/GH195.dcm"] =
            "the header says RGB, the stream is YCbCr by its JFIF mark; pydicom shows false colors",
        ["pydicom/SC_rgb_jpeg.dcm"] =
            "explicit syntax stated, implicit written: pydicom reads it, with another color transform",
        ["pydicom/SC_rgb_small_odd_big_endian.dcm"] =
            "8-bit samples in big-endian words; pydicom 2.3 does not exchange them",
        ["fo-dicom/genFile.dcm"] = "the frame is no JPEG stream; pydicom returns an empty picture",
        ["pydicom/JPEG2000-embedded-sequence-delimiter.dcm"] =
            "the image size in the stream is impossible; pydicom returns an empty picture",
    };

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableFact]
    public void Values_agree_with_pydicom()
    {
        SharedFolder.Require();
        PythonReference.Require("numpy", "pydicom", "gdcm");
        string root = SharedFolder.Path("data/dicom");
        string[] files = [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file))
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        string[] reported = PythonReference.Run("""
            import glob, logging, os, sys, warnings
            import numpy as np, pydicom
            from pydicom.pixel_data_handlers.util import apply_color_lut, apply_modality_lut, convert_color_space
            warnings.filterwarnings("ignore")
            logging.getLogger("pydicom").setLevel(logging.CRITICAL)
            root, out = sys.argv[1:3]
            devnull = os.open(os.devnull, os.O_WRONLY)
            os.dup2(devnull, 2)
            for f in sorted(glob.glob(root + "/*/*")):
                key = os.path.relpath(f, root)
                try:
                    ds = pydicom.dcmread(f, force=True)
                    a = ds.pixel_array
                except Exception:
                    continue
                if int(getattr(ds, "NumberOfFrames", 1) or 1) > 1:
                    a = a[-1]
                pi = ds.PhotometricInterpretation
                if pi == "PALETTE COLOR":
                    a = apply_color_lut(a, ds)
                elif pi.startswith("YBR_FULL"):
                    a = convert_color_space(a, pi, "RGB")
                elif a.ndim == 2:
                    a = apply_modality_lut(a, ds)
                a.astype("<f4").tofile(os.path.join(out, key.replace("/", "_")))
                print(key)
            """, root, _scratch.Root).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int compared = 0;
        foreach (string file in files.Where(file => !PydicomDiffers.ContainsKey(file)))
        {
            Image? ours = LastFrame(Path.Combine(root, file));
            Assert.True(
                ours is not null || !reported.Contains(file), $"{file}: pydicom reads it, we do not.");
            if (ours is null || !reported.Contains(file))
            {
                continue;
            }

            compared++;
            float[] expected = MemoryMarshal.Cast<byte, float>(
                File.ReadAllBytes(_scratch.File(file.Replace('/', '_')))).ToArray();
            float[] actual = ours.ToFloats();
            Assert.Equal(expected.Length, actual.Length);

            // Colors: one level, because pydicom rounds its conversion differently. Values: float rounding of the
            // rescale.
            double tolerance = ours.BandCount == 3 && ours.IsByte ? 1 : 0;
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(
                    Math.Abs(actual[i] - expected[i]) <= tolerance + (1e-6 * Math.Abs(expected[i])),
                    $"{file}: sample {i} is {actual[i]}, pydicom has {expected[i]}.");
            }
        }

        Assert.True(compared >= 80, $"only {compared} files were compared");
    }

    [SkippableFact]
    public void Windowed_pictures_agree_with_dcmtk()
    {
        SharedFolder.Require();
        Skip.IfNot(File.Exists("/usr/bin/dcmj2pnm"), "Needs dcmj2pnm (Debian: dcmtk); it is absent here.");
        string root = SharedFolder.Path("data/dicom");
        string[] files =
        [
            "deid/MR.dcm", "deid/cleaned.dcm", "fo-dicom/GH1728.dcm",
            "fo-dicom/IM-0001-0001-0001.dcm", "fo-dicom/ct.dcm",
            "fo-dicom/mr.dcm", "fo-dicom/OutOfBoundsOverlay.dcm", "fo-dicom/GH1308.dcm", "pydicom/MR_small_RLE.dcm",
            "pydicom/MR_small_bigendian.dcm", "pydicom/SC_rgb_dcmtk_+eb+cy+s4.dcm",
            "pydicom/SC_ybr_full_422_uncompressed.dcm",
            "pydicom/examples_palette.dcm", "pydicom/examples_ybr_color.dcm", "fo-dicom/GH538-jpeg1.dcm",
        ];
        foreach (string file in files)
        {
            string picture = _scratch.File("picture.pnm");
            string path = Path.Combine(root, file);
            DicomDataSet dataSet = DicomFile.Open(path).DataSet;
            bool isWindowed = dataSet.Has(DicomTag.WindowCenter) && dataSet.Number(DicomTag.SamplesPerPixel) == 1;
            string[] window = isWindowed ? ["+Wi", "1"] : [];
            using (var process = System.Diagnostics.Process.Start(
                "/usr/bin/dcmj2pnm", ["-q", "-O", "+op", .. window, "+F", "1", path, picture]))
            {
                process.WaitForExit();
                Assert.True(process.ExitCode == 0, $"dcmj2pnm refused {file}");
            }

            Image expected = ReadPnm(File.ReadAllBytes(picture));
            Image shown = DicomFile.Open(path).ReadFrame();
            byte[] actual = shown.ToBytes();
            Assert.Equal((expected.Width, expected.Height, expected.BandCount),
                (shown.Width, shown.Height, shown.BandCount));

            // dcmtk cuts to 8 bits, we round: one level, and one more for its conversion of colors.
            int tolerance = shown.BandCount == 3 ? 2 : 1;
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(
                    Math.Abs(actual[i] - expected.Bytes[i]) <= tolerance,
                    $"{file}: sample {i} is {actual[i]}, dcmtk has {expected.Bytes[i]}.");
            }
        }
    }

    [SkippableFact]
    public void Every_file_of_the_pack_is_read_or_refused_in_one_sentence()
    {
        SharedFolder.Require();
        string root = SharedFolder.Path("data/dicom");
        int read = 0;
        foreach (string file in Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(root, file).Contains('/', StringComparison.Ordinal)))
        {
            try
            {
                _ = DicomFile.Open(file).ReadFrame();
                read++;
            }
            catch (ImageFormatException error)
            {
                Assert.StartsWith(Path.GetFileName(file) + ": ", error.Message, StringComparison.Ordinal);
                Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        Assert.Equal(93, read);
    }

    [SkippableFact]
    public void Cut_and_damaged_compressed_frames_never_end_the_process()
    {
        SharedFolder.Require();
        Numerics.RandomSource random = new(3);
        string[] files =
        [
            "JPEG2000.dcm", "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "JPGExtended.dcm",
            "SC_rgb_jpeg_gdcm.dcm", "SC_rgb_jpeg_dcmtk.dcm", "MR_small_RLE.dcm", "SC_rgb_jls_lossy_line.dcm",
        ];
        int refused = 0;
        foreach (string file in files)
        {
            byte[] whole = File.ReadAllBytes(SharedFolder.Path($"data/dicom/pydicom/{file}"));
            for (int round = 0; round < 40; round++)
            {
                byte[] damaged = round % 4 == 0 ? whole[..(whole.Length / 2 + random.NextInt32(whole.Length / 2))]
                    : [.. whole];
                for (int k = 0; k < round % 4; k++)
                {
                    damaged[(whole.Length / 3) + random.NextInt32(whole.Length * 2 / 3)] = (byte)random.NextInt32(256);
                }

                try
                {
                    _ = DicomFile.Open(damaged, file).ReadFrame();
                }
                catch (ImageFormatException)
                {
                    refused++;
                }
            }
        }

        Assert.True(refused >= files.Length * 10, $"only {refused} were refused; every cut file must be");
    }

    [SkippableFact]
    public void Byte_order_changes_no_pixel()
    {
        SharedFolder.Require();
        (string Little, string Big)[] pairs =
        [
            ("SC_rgb_small_odd.dcm", "SC_rgb_small_odd_big_endian.dcm"), ("MR_small.dcm", "MR_small_bigendian.dcm"),
            ("rtdose.dcm", "rtdose_expb.dcm"), ("liver_1frame.dcm", "liver_expb_1frame.dcm"),
        ];
        foreach ((string little, string big) in pairs)
        {
            Assert.Equal(
                ImageFile.Read(SharedFolder.Path($"data/dicom/pydicom/{little}")).ToFloats(),
                ImageFile.Read(SharedFolder.Path($"data/dicom/pydicom/{big}")).ToFloats());
        }
    }

    [SkippableFact]
    public void Many_threads_decode_the_same_pixels()
    {
        SharedFolder.Require();
        string[] files = [
            .. new[] { "JPEG2000.dcm", "MR_small_jpeg_ls_lossless.dcm", "JPGExtended.dcm", "SC_rgb_jpeg_dcmtk.dcm" }
            .Select(file => SharedFolder.Path($"data/dicom/pydicom/{file}"))];
        float[][] expected = [.. files.Select(file => ImageFile.Read(file).ToFloats())];
        Parallel.For(0, 64, i =>
            Assert.Equal(expected[i % files.Length], ImageFile.Read(files[i % files.Length]).ToFloats()));
    }

    private static Image? LastFrame(string path)
    {
        try
        {
            DicomFile dicom = DicomFile.Open(path);
            return dicom.ReadFrame(
                Math.Max(0, dicom.FrameCount - 1), new ImageReadOptions { Grayscale = ImageGrayscale.Modality });
        }
        catch (ImageFormatException)
        {
            return null;
        }
    }

    private static Image ReadPnm(byte[] bytes)
    {
        string[] head = new string[4];
        int at = 0;
        for (int i = 0; i < 4; i++)
        {
            while (char.IsWhiteSpace((char)bytes[at]))
            {
                at++;
            }

            int start = at;
            while (!char.IsWhiteSpace((char)bytes[at]))
            {
                at++;
            }

            head[i] = System.Text.Encoding.ASCII.GetString(bytes, start, at - start);
        }

        (int width, int height) = (int.Parse(head[1], null), int.Parse(head[2], null));
        return new Image(width, height, head[0] == "P6" ? 3 : 1, bytes[(at + 1)..]);
    }
}
