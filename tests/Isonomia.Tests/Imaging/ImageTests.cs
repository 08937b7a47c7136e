using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ImageTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Png_write_then_read_is_identity(int bands)
    {
        byte[] samples = RandomBytes(13 * 7 * bands);
        new Image(13, 7, bands, (byte[])samples.Clone()).WritePng(_scratch.File("a.png"));

        Image read = Image.Read(_scratch.File("a.png"));

        Assert.Equal((13, 7, bands, 255f), (read.Width, read.Height, read.BandCount, read.FullScale));
        Assert.Equal(samples, read.Bytes.ToArray());
        Assert.Equal(["a.png"], Directory.GetFiles(_scratch.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Reads_a_png_written_by_the_standard_alone()
    {
        // 2 × 1 gray pixels 0 and 200, made with zlib and the PNG specification, no imaging library.
        File.WriteAllBytes(_scratch.File("two.png"), PngBytes.Gray(2, 1, [0, 200]));
        Assert.Equal([0, 200], Image.Read(_scratch.File("two.png")).Bytes.ToArray());
    }

    [Fact]
    public void Sixteen_bit_pictures_keep_their_precision()
    {
        File.WriteAllBytes(_scratch.File("deep.png"), PngBytes.Gray16(2, 1, [258, 65535]));

        Image image = Image.Read(_scratch.File("deep.png"));

        Assert.False(image.IsByte);
        Assert.Equal(65535f, image.FullScale);
        Assert.Equal([258f, 65535f], image.Floats.ToArray());
        Assert.Equal(65535f, image.Resize(1, 1).FullScale);
    }

    [Fact]
    public void Linear_shrinking_weighs_with_a_triangle()
    {
        // Output 1 is centred at 3.0; the pixels at 1.5, 2.5 and 3.5 weigh 1/4, 3/4 and 3/4 of 7/4 (what would lie
        // outside is left away): 70 · 3 / 7 = 30. Output 0 sees the third pixel with 1/7: 10.
        Image half = new Image(4, 1, 1, [0, 0, 70, 0]).Resize(2, 1, ResizeKernel.Linear);
        Assert.Equal([10, 30], half.Bytes.ToArray());
    }

    [Fact]
    public void Resizing_keeps_a_constant_picture_and_the_requested_size_for_any_kernel()
    {
        Image flat = new(37, 23, 1, [.. Enumerable.Repeat((byte)77, 37 * 23)]);
        foreach (ResizeKernel kernel in Enum.GetValues<ResizeKernel>())
        {
            foreach ((int width, int height) in new[] { (224, 224), (5, 3), (37, 11) })
            {
                Image resized = flat.Resize(width, height, kernel);
                Assert.Equal((width, height), (resized.Width, resized.Height));
                Assert.All(resized.Bytes.ToArray(), sample => Assert.Equal(77, sample));
            }
        }
    }

    [Fact]
    public void A_text_file_with_the_name_of_a_picture_is_refused_in_one_sentence()
    {
        string path = _scratch.File("text.png");
        File.WriteAllText(path, "this is no picture");

        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Image.Read(path));

        Assert.Equal(path, error.Path);
        Assert.StartsWith("text.png: the picture cannot be read (", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain("text.png", error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_and_a_truncated_png_are_refused()
    {
        File.WriteAllBytes(_scratch.File("empty.png"), []);
        new Image(64, 64, 3, RandomBytes(64 * 64 * 3)).WritePng(_scratch.File("whole.png"));
        byte[] whole = File.ReadAllBytes(_scratch.File("whole.png"));
        File.WriteAllBytes(_scratch.File("cut.png"), whole[..(whole.Length / 2)]);

        Assert.Contains(
            "empty", Assert.Throws<ImageFormatException>(() => Image.Read(_scratch.File("empty.png"))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ImageFormatException>(() => Image.Read(_scratch.File("cut.png")));
    }

    [SkippableFact]
    public void A_truncated_jpeg_is_refused_and_the_whole_one_is_read()
    {
        SharedFolder.Require();
        byte[] whole = File.ReadAllBytes(SharedFolder.Path("data/ham10000/images/ISIC_0024306.jpg"));
        Image image = Image.Decode(whole, "whole.jpg");
        Assert.Equal((224, 224, 3), (image.Width, image.Height, image.BandCount));

        ImageFormatException error = Assert.Throws<ImageFormatException>(
            () => Image.Decode(whole.AsSpan(0, whole.Length / 2), "cut.jpg"));
        Assert.StartsWith("cut.jpg: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_sizes_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Image(2, 2, 1, new byte[5]));

    private static byte[] RandomBytes(int count)
    {
        RandomSource random = new(7);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.NextInt32(256))];
    }
}
