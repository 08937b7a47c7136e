using System.Globalization;
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

    /// <summary>The mean of every band, for pixels in [0, 1], in the order of the input's bands.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>The standard deviation of every band, for pixels in [0, 1], above 0.</summary>
    public required IReadOnlyList<float> StandardDeviation { get; init; }

    /// <summary>How pixels are weighed when the size changes.</summary>
    public required ResizeKernel Kernel { get; init; }

    /// <summary>How the picture is brought to size.</summary>
    public ResizeRule Rule { get; init; } = ResizeRule.Stretch;

    /// <summary>The length of the shorter edge before the middle is cut out; used with <see cref="ResizeRule.ShortestEdge"/>.</summary>
    public int ShortestEdge { get; init; }

    /// <summary>1 for gray, otherwise 3.</summary>
    public int BandCount => Color == ColorOrder.Gray ? 1 : 3;

    /// <summary>How many numbers one picture becomes.</summary>
    public int Length => BandCount * Height * Width;

    /// <summary>The whole rule as one line of text; the same text means the same numbers.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuleText} {Kernel} {Width}x{Height}; {Color}; (x - [{Join(Mean)}]) / [{Join(StandardDeviation)}]");

    private string RuleText => Rule == ResizeRule.ShortestEdge
        ? string.Create(CultureInfo.InvariantCulture, $"ShortestEdge {ShortestEdge} CenterCrop")
        : Rule.ToString();

    /// <summary>Turns a picture into one row of the input tensor.</summary>
    /// <param name="picture">The picture, of any size.</param>
    /// <param name="target">Receives <see cref="Length"/> numbers, shape [bands, height, width].</param>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void Fill(Image picture, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (target.Length != Length)
        {
            throw new ArgumentException($"The target holds {target.Length} numbers; one picture becomes {Length}.", nameof(target));
        }

        (int width, int height) = ResizedSize(picture.Width, picture.Height);
        Image sized = picture.Resize(width, height, Kernel);
        int left = Offset(width, Width);
        int top = Offset(height, Height);
        Span<float> table = stackalloc float[256];
        for (int band = 0; band < BandCount; band++)
        {
            Span<float> plane = target.Slice(band * Width * Height, Width * Height);
            float mean = Mean[band];
            float deviation = StandardDeviation[band];
            if (width < Width || height < Height)
            {
                plane.Fill((0f - mean) / deviation); // black beside the picture
            }

            int source = sized.BandCount == 1 ? 0 : Color == ColorOrder.Bgr ? 2 - band : band;
            bool mixes = Color == ColorOrder.Gray && sized.BandCount == 3;
            for (int value = 0; value < table.Length; value++)
            {
                table[value] = ((value / 255f) - mean) / deviation;
            }

            for (int y = Math.Max(0, -top); y < Height && y + top < height; y++)
            {
                int first = Math.Max(0, -left);
                int count = Math.Min(Width, width - left) - first;
                int start = (((y + top) * width) + first + left) * sized.BandCount;
                Span<float> row = plane.Slice((y * Width) + first, count);
                if (mixes)
                {
                    Mix(sized, start, row, mean, deviation);
                }
                else if (sized.IsByte)
                {
                    ReadOnlySpan<byte> samples = sized.Bytes[(start + source)..];
                    for (int x = 0; x < row.Length; x++)
                    {
                        row[x] = table[samples[x * sized.BandCount]];
                    }
                }
                else
                {
                    ReadOnlySpan<float> samples = sized.Floats[(start + source)..];
                    for (int x = 0; x < row.Length; x++)
                    {
                        row[x] = ((samples[x * sized.BandCount] / sized.FullScale) - mean) / deviation;
                    }
                }
            }
        }
    }

    private static void Mix(Image sized, int start, Span<float> row, float mean, float deviation)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int at = start + (3 * x);
            (float red, float green, float blue) = sized.IsByte
                ? (sized.Bytes[at], sized.Bytes[at + 1], sized.Bytes[at + 2])
                : (sized.Floats[at], sized.Floats[at + 1], sized.Floats[at + 2]);
            float sample = (0.299f * red) + (0.587f * green) + (0.114f * blue);
            row[x] = ((sample / sized.FullScale) - mean) / deviation;
        }
    }

    /// <summary>The size before the middle is cut out or the border is added.</summary>
    private (int Width, int Height) ResizedSize(int width, int height)
    {
        switch (Rule)
        {
            case ResizeRule.ShortestEdge:
                // torchvision: the longer edge is the whole part of edge · long / short.
                return width <= height
                    ? (ShortestEdge, Math.Max(Height, (int)((long)ShortestEdge * height / width)))
                    : (Math.Max(Width, (int)((long)ShortestEdge * width / height)), ShortestEdge);
            case ResizeRule.Pad:
                double scale = Math.Min((double)Width / width, (double)Height / height);
                return (
                    Math.Clamp((int)Math.Round(width * scale), 1, Width),
                    Math.Clamp((int)Math.Round(height * scale), 1, Height));
            default:
                return (Width, Height);
        }
    }

    /// <summary>Where the cut begins, rounded half to even as torchvision's CenterCrop does; negative where a border is added.</summary>
    private static int Offset(int resized, int wanted) => resized >= wanted
        ? (int)Math.Round((resized - wanted) / 2.0, MidpointRounding.ToEven)
        : -((wanted - resized) / 2);

    private static string Join(IReadOnlyList<float> numbers) =>
        string.Join(", ", numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
