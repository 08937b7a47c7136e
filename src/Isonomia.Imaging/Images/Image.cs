namespace Isonomia.Imaging;

/// <summary>A picture in memory: interleaved 8-bit or float samples, rows from the top, shape [height, width,
/// bands].</summary>
/// <remarks>An image never changes after it was made.</remarks>
public sealed partial class Image
{
    private readonly byte[]? _bytes;
    private readonly float[]? _floats;

    /// <summary>Makes an 8-bit image; white is 255.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="bandCount">1 (gray) or 3 (red, green, blue).</param>
    /// <param name="samples">The samples, shape [height, width, bands]; taken over, not copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public Image(int width, int height, int bandCount, byte[] samples)
        : this(width, height, bandCount, 255, samples?.Length ?? throw new ArgumentNullException(nameof(samples))) =>
        _bytes = samples;

    /// <summary>Makes a float image.</summary>
    /// <param name="width">Columns, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="bandCount">1 (gray) or 3 (red, green, blue).</param>
    /// <param name="samples">The samples, shape [height, width, bands]; taken over, not copied.</param>
    /// <param name="fullScale">The value of white, above 0: 65,535 for pictures decoded from 16 bits, otherwise
    /// 1.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public Image(int width, int height, int bandCount, float[] samples, float fullScale = 1)
        : this(
            width, height, bandCount, fullScale, samples?.Length ?? throw new ArgumentNullException(nameof(samples))) =>
        _floats = samples;

    private Image(int width, int height, int bandCount, float fullScale, int sampleCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fullScale);
        if (bandCount is not (1 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(bandCount), bandCount, "An image has 1 or 3 bands.");
        }

        if ((long)width * height * bandCount != sampleCount)
        {
            throw new ArgumentException(
                $"{sampleCount} samples were given; an image of {width} × {height} × {bandCount} needs "
                    + $"{(long)width * height * bandCount}.");
        }

        (Width, Height, BandCount, FullScale) = (width, height, bandCount, fullScale);
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>1 (gray) or 3 (red, green, blue).</summary>
    public int BandCount { get; }

    /// <summary>The value of white: 255 for 8-bit samples.</summary>
    public float FullScale { get; }

    /// <summary>Whether the samples are 8-bit; otherwise they are floats.</summary>
    public bool IsByte => _bytes is not null;

    /// <summary>The 8-bit samples, shape [height, width, bands].</summary>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    public ReadOnlySpan<byte> Bytes =>
        _bytes ?? throw new InvalidOperationException("The image holds float samples; see IsByte.");

    /// <summary>The float samples, shape [height, width, bands].</summary>
    /// <exception cref="InvalidOperationException">The samples are 8-bit.</exception>
    public ReadOnlySpan<float> Floats =>
        _floats ?? throw new InvalidOperationException("The image holds 8-bit samples; see IsByte.");
}
