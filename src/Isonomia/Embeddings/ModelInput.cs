using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>How a picture becomes a model's input tensor [N, bands, height, width].</summary>
/// <remarks>Each sample is (pixel / white − mean) / standard deviation of its band.</remarks>
public sealed record ModelInput
{
    /// <summary>The name of the input tensor.</summary>
    public required string Name { get; init; }

    /// <summary>Columns of the input.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the input.</summary>
    public required int Height { get; init; }

    /// <summary>The bands and their order.</summary>
    public required ColorOrder Color { get; init; }

    /// <summary>The mean of every band, for pixels in [0, 1].</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>The standard deviation of every band, for pixels in [0, 1], above 0.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>How the whole picture is brought to size; its aspect ratio is not kept.</summary>
    public required ResizeKernel Kernel { get; init; }

    /// <summary>1 for gray, otherwise 3.</summary>
    public int BandCount => Color == ColorOrder.Gray ? 1 : 3;

    /// <summary>How many numbers one picture becomes.</summary>
    public int Length => BandCount * Height * Width;

    /// <summary>Turns a picture into one row of the input tensor.</summary>
    /// <param name="picture">The picture, of any size.</param>
    /// <param name="target">Receives <see cref="Length"/> numbers, shape [bands, height, width].</param>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void Fill(Image picture, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (target.Length != Length)
        {
            throw new ArgumentException(
                $"The target holds {target.Length} numbers; one picture becomes {Length}.", nameof(target));
        }

        Image sized = picture.Resize(Width, Height, Kernel);
        int pixelCount = Width * Height;
        for (int band = 0; band < BandCount; band++)
        {
            Span<float> plane = target.Slice(band * pixelCount, pixelCount);
            int source = sized.BandCount == 1 ? 0 : Color == ColorOrder.Bgr ? 2 - band : band;
            for (int i = 0; i < pixelCount; i++)
            {
                float sample = Color == ColorOrder.Gray && sized.BandCount == 3
                    ? (0.299f * Sample(sized, i, 0)) + (0.587f * Sample(sized, i, 1)) + (0.114f * Sample(sized, i, 2))
                    : Sample(sized, i, source);
                plane[i] = ((sample / sized.FullScale) - Mean[band]) / StandardDeviation[band];
            }
        }
    }

    private static float Sample(Image picture, int pixel, int band)
    {
        int index = (pixel * picture.BandCount) + band;
        return picture.IsByte ? picture.Bytes[index] : picture.Floats[index];
    }
}
