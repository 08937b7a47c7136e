namespace Isonomia.Imaging;

/// <summary>A whole-slide picture, read tile by tile: memory does not grow with the slide.</summary>
/// <remarks>
/// <para>Pyramidal TIFF (pages or sub-directories) with every libvips; Aperio, Hamamatsu, MIRAX, Philips and the other
/// OpenSlide formats where the system's libvips was built with OpenSlide (Debian's is).</para>
/// <para>Many threads may read from one object at once.</para>
/// </remarks>
public sealed class SlideFile : IDisposable
{
    private const int LargestTile = 8192;
    private const int ColorThreshold = 15;
    private readonly string _path;
    private readonly VipsImage[] _images;

    private SlideFile(string path, VipsImage[] images, double? micrometersPerPixel)
    {
        (_path, _images, MicrometersPerPixel) = (path, images, micrometersPerPixel);
        Levels = [.. images.Select(image => new SlideLevel(
            image.Width, image.Height, (double)images[0].Width / image.Width))];
    }

    /// <summary>The resolutions, the finest first; at least one.</summary>
    public IReadOnlyList<SlideLevel> Levels { get; }

    /// <summary>The side of a pixel of the finest level in micrometers, where the file says it.</summary>
    public double? MicrometersPerPixel { get; }

    /// <summary>Opens a slide; no pixel is decoded yet.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The slide, to be disposed.</returns>
    /// <exception cref="ImageFormatException">The file is no picture that the present libvips reads.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static SlideFile Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"The slide '{path}' was not found.", path);
        }

        using (VipsRuntime.EnterAlone())
        {
            try
            {
                (VipsImage[] images, double? size) = VipsSlides.Open(path);
                return new SlideFile(path, images, size);
            }
            catch (VipsException failure)
            {
                throw new ImageFormatException(path, $"the slide cannot be opened ({failure.Message})", failure);
            }
        }
    }

    /// <summary>Reads a rectangle of one level.</summary>
    /// <param name="level">The level, from 0.</param>
    /// <param name="x">The first column, from 0.</param>
    /// <param name="y">The first row, from 0.</param>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <returns>The pixels, gray or RGB, laid over white where the slide is transparent.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle does not lie inside the level.</exception>
    /// <exception cref="ImageFormatException">The pixels are damaged.</exception>
    public Image ReadRegion(int level, int x, int y, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Levels.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(x);
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Levels[level].Width - x);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Levels[level].Height - y);
        ImageReadOptions.Default.RequireSize(width, height, _path);
        try
        {
            using (VipsRuntime.Enter())
            {
                return VipsSlides.Region(_images[level], x, y, width, height);
            }
        }
        catch (VipsException failure)
        {
            throw new ImageFormatException(_path, $"a region of the slide cannot be read ({failure.Message})", failure);
        }
    }

    /// <summary>Reads tiles one after the other, row by row; each is decoded when it is asked for.</summary>
    /// <param name="request">The level and the size of the tiles.</param>
    /// <returns>The tiles; their order and pixels do not depend on threads.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The request names no level or a size outside its
    /// range.</exception>
    /// <exception cref="ImageFormatException">The pixels are damaged.</exception>
    public IEnumerable<SlideTile> Tiles(SlideTileRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(request.Level, Levels.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.TileSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.TileSize, LargestTile);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Stride ?? 1, 1);
        return Enumerate(request);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (VipsImage image in _images)
        {
            image.Dispose();
        }
    }

    private IEnumerable<SlideTile> Enumerate(SlideTileRequest request)
    {
        SlideLevel level = Levels[request.Level];
        int size = request.TileSize;
        int stride = request.Stride ?? size;
        int lastX = request.KeepPartialTiles ? level.Width - 1 : level.Width - size;
        int lastY = request.KeepPartialTiles ? level.Height - 1 : level.Height - size;
        for (int y = 0; y <= lastY; y += stride)
        {
            for (int x = 0; x <= lastX; x += stride)
            {
                Image tile = ReadRegion(
                    request.Level, x, y, Math.Min(size, level.Width - x), Math.Min(size, level.Height - y));
                if (request.MinimumTissueShare <= 0 || TissueShare(tile) >= request.MinimumTissueShare)
                {
                    yield return new SlideTile(x / stride, y / stride, x, y, Whole(tile, size));
                }
            }
        }
    }

    private static Image Whole(Image tile, int size) => tile.Width == size && tile.Height == size
        ? tile
        : tile.With(size, size, (x, y) => x < tile.Width && y < tile.Height ? (y * tile.Width) + x : -1, outside: 1);

    private static double TissueShare(Image tile)
    {
        if (tile.BandCount == 1)
        {
            return 1; // nothing tells glass from tissue
        }

        byte[] samples = tile.ToBytes();
        int colored = 0;
        for (int i = 0; i < samples.Length; i += 3)
        {
            int largest = Math.Max(samples[i], Math.Max(samples[i + 1], samples[i + 2]));
            int smallest = Math.Min(samples[i], Math.Min(samples[i + 1], samples[i + 2]));
            colored += largest - smallest >= ColorThreshold ? 1 : 0;
        }

        return colored * 3.0 / samples.Length;
    }
}
