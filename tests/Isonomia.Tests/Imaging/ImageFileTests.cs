using System.Buffers.Binary;
using System.Globalization;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class ImageFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_a_file_is_is_told_by_its_bytes_and_not_by_its_name()
    {
        File.WriteAllBytes(_scratch.File("a.nii.gz"), PngBytes.Gray(2, 1, [0, 200]));
        File.WriteAllBytes(_scratch.File("b.jpg"), DicomBytes.Gray(2, 1, 8, 7, 9).File());
        new NiftiVolume([2, 1, 1], [1, 1, 1], [3, 5]).Write(_scratch.File("c.nii.gz"));
        File.Move(_scratch.File("c.nii.gz"), _scratch.File("c.png"));

        Assert.Equal([0, 200], ImageFile.Read(_scratch.File("a.nii.gz")).Bytes.ToArray());
        Assert.Equal([7, 9], ImageFile.Read(_scratch.File("b.jpg")).Bytes.ToArray());
        Assert.Equal(2, ImageFile.Read(_scratch.File("c.png")).Width);
        Assert.Equal(ImageFileKind.Picture, ImageFile.Inspect(_scratch.File("a.nii.gz")).Kind);
        Assert.Equal(ImageFileKind.Dicom, ImageFile.Inspect(_scratch.File("b.jpg")).Kind);
        Assert.Equal((ImageFileKind.Nifti, 2, 1, 1), Shape(ImageFile.Inspect(_scratch.File("c.png"))));
    }

    [Theory]
    [InlineData("empty.dcm", 0, "the file is empty")]
    [InlineData("short.png", 5, "cannot be read")]
    public void An_empty_and_a_tiny_file_are_refused_in_one_sentence(string name, int length, string said)
    {
        File.WriteAllBytes(_scratch.File(name), PngBytes.Gray(2, 1, [0, 200])[..length]);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(_scratch.File(name)));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_picture_that_announces_too_many_pixels_is_refused_before_it_is_decoded()
    {
        // A PNG header of 60,000 × 60,000 pixels with almost no data behind it.
        byte[] bomb = PngBytes.Gray(60_000, 1, new byte[60_000]);
        BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(20), 60_000);
        PngBytes.SealHeader(bomb);
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => ImageFile.Decode(bomb, "bomb.png"));
        Assert.Contains("60000 × 60000 pixels", error.Message, StringComparison.Ordinal);
        Assert.Contains("178956965", error.Message, StringComparison.Ordinal);
        Assert.Throws<ImageFormatException>(() => ImageFile.Decode(
            PngBytes.Gray(2, 1, [0, 200]), "x", 0, new ImageReadOptions { MaximumPixelCount = 1 }));
    }

    [Fact]
    public void The_options_that_change_pixels_are_in_the_canonical_text()
    {
        Assert.Equal("orientation=1;gray=display;window=file:0;nifti=axial", ImageReadOptions.Default.CanonicalText);
        Assert.Equal(
            "orientation=0;gray=modality;window=40:400.5:sigmoid;nifti=sagittal",
            new ImageReadOptions
            {
                ApplyOrientation = false, Grayscale = ImageGrayscale.Modality, NiftiPlane = AnatomicalPlane.Sagittal,
                DicomWindow = new DicomWindow(40, 400.5, DicomWindowFunction.Sigmoid),
            }.CanonicalText);
    }

    /// <summary>Formats that Pillow writes and reads; the numbers are its own pixels after <c>convert</c>.</summary>
    [SkippableFact]
    public void Formats_and_color_kinds_agree_with_Pillow()
    {
        PythonReference.Require("numpy", "PIL");
        string printed = PythonReference.Run("""
            import sys, numpy as np
            from PIL import Image
            root = sys.argv[1]
            rng = np.random.RandomState(2)
            y, x = np.mgrid[0:37, 0:53]
            smooth = np.stack([x * 4, y * 6, (x + y) * 2], -1).astype(np.uint8)
            noise = rng.randint(0, 256, (37, 53, 3), np.uint8)
            def keep(name, image, wanted=None, **options):
                image.save(f"{root}/{name}", **options)
                image = Image.open(f"{root}/{name}") if wanted is None else wanted
                a = np.asarray(image)
                a.astype("<f4").tofile(f"{root}/{name}.ref")
                print(name, a.shape[1], a.shape[0], 1 if a.ndim == 2 else a.shape[2])
            rgb, gray = Image.fromarray(noise), Image.fromarray(noise[..., 0])
            bilevel = gray.point(lambda v: 255 if v > 99 else 0)
            keep("rgb.png", rgb)
            keep("gray.png", gray)
            keep("deep.png", Image.fromarray(noise[..., 0].astype(np.uint16) * 257 + 3))
            keep("palette.png", rgb.quantize(64), wanted=rgb.quantize(64).convert("RGB"))
            rgba = rgb.copy(); rgba.putalpha(255)
            keep("opaque.png", rgba, wanted=rgb)
            keep("one.png", bilevel.convert("1"), wanted=bilevel)
            keep("rgb.tif", rgb)
            keep("lzw.tif", rgb, compression="tiff_lzw")
            keep("deep.tif", Image.fromarray(noise[..., 0].astype(np.uint16) * 257 + 3))
            keep("float.tif", Image.fromarray(noise[..., 0].astype(np.float32) / 7))
            keep("lossless.webp", rgb, lossless=True)
            keep("rgb.bmp", rgb)
            keep("gray.bmp", gray)
            keep("palette.bmp", rgb.quantize(16), wanted=rgb.quantize(16).convert("RGB"))
            keep("one.bmp", bilevel.convert("1"), wanted=bilevel)
            keep("alpha.bmp", rgba, wanted=rgb)
            keep("gray.jpg", Image.fromarray(smooth[..., 0]), quality=90)
            keep("full.jpg", Image.fromarray(smooth), quality=90, subsampling=0)
            keep("half.jpg", Image.fromarray(smooth), quality=90)
            keep("progressive.jpg", Image.fromarray(smooth), quality=90, progressive=True)
            """, _scratch.Root);
        foreach (string line in printed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(' ');
            Image image = ImageFile.Read(_scratch.File(parts[0]));
            Assert.Equal(
                line, string.Create(CultureInfo.InvariantCulture,
                    $"{parts[0]} {image.Width} {image.Height} {image.BandCount}"));
            byte[] reference = File.ReadAllBytes(_scratch.File(parts[0] + ".ref"));
            float[] actual = image.ToFloats();

            // JPEG decoders may differ by a level or two: the standard leaves the inverse transform and the spread of
            // half-resolution colors open. Everything else is exact.
            double tolerance = parts[0].EndsWith(".jpg", StringComparison.Ordinal) ? 3 : 0;
            for (int i = 0; i < actual.Length; i++)
            {
                float expected = BinaryPrimitives.ReadSingleLittleEndian(reference.AsSpan(4 * i));
                Assert.True(
                    Math.Abs(actual[i] - expected) <= tolerance,
                        $"{parts[0]}: sample {i} is {actual[i]}, Pillow has {expected}.");
            }
        }
    }

    [SkippableFact]
    public void Orientation_is_applied_or_not_as_asked()
    {
        PythonReference.Require("PIL");
        PythonReference.Run("""
            import sys
            from PIL import Image
            im = Image.new("L", (3, 2)); im.putdata([10, 20, 30, 40, 50, 60])
            exif = Image.Exif(); exif[0x0112] = 6
            im.save(sys.argv[1], exif=exif)
            """, _scratch.File("turned.png"));
        Image upright = ImageFile.Read(_scratch.File("turned.png"));
        Image stored = ImageFile.Read(_scratch.File("turned.png"),
            0, new ImageReadOptions { ApplyOrientation = false });

        // Orientation 6: the stored first row is the right column.
        Assert.Equal((2, 3), (upright.Width, upright.Height));
        Assert.Equal([40, 10, 50, 20, 60, 30], upright.Bytes.ToArray());
        Assert.Equal((3, 2), (stored.Width, stored.Height));
        Assert.Equal((ImageFileKind.Picture, 2, 3, 1), Shape(ImageFile.Inspect(_scratch.File("turned.png"))));
    }

    [SkippableFact]
    public void Cmyk_becomes_the_color_it_prints()
    {
        PythonReference.Require("PIL");
        PythonReference.Run("""
            import sys
            from PIL import Image
            for name, ink in ("white", (0, 0, 0, 0)), ("black", (0, 0, 0, 255)), ("red", (0, 255, 255, 0)):
                Image.new("CMYK", (16, 16), ink).save(f"{sys.argv[1]}/{name}.jpg", quality=95)
            """, _scratch.Root);

        // Through libvips's own CMYK profile: inks, not the naive 255 − ink. White is white, red is a printed red.
        Assert.All(Pixel("white"), band => Assert.InRange(band, 250, 255));
        Assert.All(Pixel("black"), band => Assert.InRange(band, 0, 60));
        byte[] red = Pixel("red");
        Assert.InRange(red[0], 190, 255);
        Assert.InRange(red[1], 0, 70);
        Assert.InRange(red[2], 0, 70);

        byte[] Pixel(string name)
        {
            Image image = ImageFile.Read(_scratch.File($"{name}.jpg"));
            Assert.Equal(3, image.BandCount);
            return image.Bytes[..3].ToArray();
        }
    }

    [SkippableFact]
    public void Pages_of_a_file_are_frames()
    {
        PythonReference.Require("PIL");
        PythonReference.Run("""
            import sys
            from PIL import Image
            pages = [Image.new("L", (4, 3), level) for level in (10, 20, 30)]
            pages[0].save(sys.argv[1], save_all=True, append_images=pages[1:])
            """, _scratch.File("pages.tif"));
        Assert.Equal(3, ImageFile.Inspect(_scratch.File("pages.tif")).FrameCount);
        Assert.Equal(30, ImageFile.Read(_scratch.File("pages.tif"), 2).Bytes[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFile.Read(_scratch.File("pages.tif"), 3));
    }

    [SkippableFact]
    public void Any_cut_of_a_picture_is_refused_in_one_sentence()
    {
        PythonReference.Require("numpy", "PIL");
        PythonReference.Run("""
            import sys, numpy as np
            from PIL import Image
            im = Image.fromarray(np.random.RandomState(3).randint(0, 256, (40, 40, 3), np.uint8))
            for name in "a.png", "a.jpg", "a.bmp", "a.webp", "a.tif":
                im.save(f"{sys.argv[1]}/{name}")
            """, _scratch.Root);
        foreach (string name in new[] { "a.png", "a.jpg", "a.bmp", "a.webp", "a.tif" })
        {
            byte[] whole = File.ReadAllBytes(_scratch.File(name));
            foreach (double share in new[] { 0.01, 0.1, 0.5, 0.9 })
            {
                ImageFormatException error = Assert.Throws<ImageFormatException>(
                    () => ImageFile.Decode(whole[..(int)(whole.Length * share)], name));
                Assert.StartsWith(name + ": ", error.Message, StringComparison.Ordinal);
                Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    [Fact]
    public void Many_threads_decode_at_once_and_each_failure_keeps_its_own_reason()
    {
        byte[] good = PngBytes.Gray(2, 1, [0, 200]);
        byte[] bad = good[..^20];
        Parallel.For(0, 200, i =>
        {
            if (i % 2 == 0)
            {
                Assert.Equal([0, 200], ImageFile.Decode(good, "good.png").Bytes.ToArray());
            }
            else
            {
                Assert.Contains(
                    "PNG", Assert.Throws<ImageFormatException>(() => ImageFile.Decode(bad, "bad.png")).Message,
                    StringComparison.OrdinalIgnoreCase);
            }
        });
    }

    private static (ImageFileKind, int, int, int) Shape(ImageFileFacts facts) =>
        (facts.Kind, facts.Width, facts.Height, facts.FrameCount);
}
