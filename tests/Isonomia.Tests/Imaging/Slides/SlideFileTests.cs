using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class SlideFileTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public SlideFileTests() => WritePyramid(_scratch.File("slide.tif"));

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Levels_halve_and_the_finest_is_first()
    {
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        Assert.Equal([(700, 500), (350, 250), (175, 125), (87, 62)],
            slide.Levels.Select(level => (level.Width, level.Height)));
        Assert.Equal([1.0, 2.0, 4.0, 700.0 / 87], slide.Levels.Select(level => level.Downsample));
    }

    [Fact]
    public void A_region_is_the_same_rectangle_of_the_whole_picture()
    {
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        Image whole = Picture();
        Image region = slide.ReadRegion(0, 123, 77, 64, 32);
        for (int y = 0; y < 32; y++)
        {
            Assert.Equal(
                whole.Bytes.Slice((((77 + y) * 700) + 123) * 3, 64 * 3)
                    .ToArray(), region.Bytes.Slice(y * 64 * 3, 64 * 3).ToArray());
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => slide.ReadRegion(0, 690, 0, 64, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => slide.ReadRegion(4, 0, 0, 1, 1));
    }

    [Fact]
    public void Tiles_cover_the_grid_and_partial_ones_are_filled_with_white()
    {
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        SlideTile[] whole = [.. slide.Tiles(new SlideTileRequest { TileSize = 200 })];
        Assert.Equal(3 * 2, whole.Length);
        Assert.Equal((2, 1, 400, 200), (whole[^1].Column, whole[^1].Row, whole[^1].X, whole[^1].Y));

        SlideTile[] all = [.. slide.Tiles(new SlideTileRequest { TileSize = 200, KeepPartialTiles = true })];
        Assert.Equal(4 * 3, all.Length);
        Assert.All(all, tile => Assert.Equal((200, 200), (tile.Image.Width, tile.Image.Height)));
        Assert.Equal([255, 255, 255], all[3].Image.Bytes[^3..].ToArray());

        // 350 × 250 pixels: starts at 0, 50, … 250 across and 0, 50, 100, 150 down.
        Assert.Equal(6 * 4, slide.Tiles(new SlideTileRequest { TileSize = 100, Stride = 50, Level = 1 }).Count());
    }

    [Fact]
    public void Glass_is_left_out()
    {
        // The left 200 columns are colored, everything else is gray: only the first column of tiles has tissue.
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        SlideTile[] tissue = [.. slide.Tiles(new SlideTileRequest { TileSize = 100, MinimumTissueShare = 0.5 })];
        Assert.NotEmpty(tissue);
        Assert.All(tissue, tile => Assert.True(tile.Column < 2));
    }

    [Fact]
    public void Many_threads_read_the_same_pixels()
    {
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        byte[] expected = slide.ReadRegion(0, 100, 100, 256, 256).Bytes.ToArray();
        Parallel.For(0, 32, _ => Assert.Equal(expected, slide.ReadRegion(0, 100, 100, 256, 256).Bytes.ToArray()));
    }

    [Fact]
    public void A_missing_and_a_broken_slide_are_refused()
    {
        Assert.Throws<FileNotFoundException>(() => SlideFile.Open(_scratch.File("absent.svs")));
        File.WriteAllText(_scratch.File("text.svs"), "no slide");
        Assert.Contains(
            "cannot be opened", Assert.Throws<ImageFormatException>(() =>
                SlideFile.Open(_scratch.File("text.svs"))).Message,
            StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Coarser_levels_agree_with_Pillow()
    {
        PythonReference.Require("numpy", "PIL");
        PythonReference.Run("""
            import sys, numpy as np
            from PIL import Image
            im = Image.open(sys.argv[1]); im.seek(1)
            np.asarray(im).tofile(sys.argv[2])
            """, _scratch.File("slide.tif"), _scratch.File("level1"));
        using SlideFile slide = SlideFile.Open(_scratch.File("slide.tif"));
        Assert.Equal(File.ReadAllBytes(_scratch.File("level1")), slide.ReadRegion(1, 0, 0, 350, 250).Bytes.ToArray());
    }

    private static Image Picture()
    {
        byte[] samples = GeneratedImage.Samples(700 * 500 * 3);
        for (int i = 0; i < 700 * 500; i++)
        {
            if (i % 700 >= 200)
            {
                (samples[(3 * i) + 1], samples[(3 * i) + 2]) = (samples[3 * i], samples[3 * i]);
            }
        }

        return new Image(700, 500, 3, samples);
    }

    private static void WritePyramid(string path)
    {
        Image picture = Picture();
        using VipsRuntime.Shared hold = VipsRuntime.EnterAlone();
        using VipsImage raw = VipsImage.FromMemory(picture.Bytes, 700, 500, 3, VipsFormat.Byte);
        using VipsImage source = VipsPictures.Apply("copy", raw, ("interpretation", "srgb"));
        using VipsOperation save = new("tiffsave");
        save.Set("in", source).Set("filename", path).Set("tile", "true")
            .Set("tile-width", "128").Set("tile-height", "128")
            .Set("pyramid", "true").Set("compression", "deflate").RunWithoutOutput();
    }
}
