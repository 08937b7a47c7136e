using System.Globalization;
using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>How a picture becomes a model's input tensor [N, bands, height, width].</summary>
/// <remarks>It is brought to size, its bands are put in order, and each sample becomes (pixel / white − mean) /
/// standard deviation of its band. <see cref="Text"/> says all of it in the language of
/// <see cref="TransformPipeline"/>.</remarks>
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

    /// <summary>Whether the kernel widens when shrinking; false is what torch's interpolate does by itself.</summary>
    public bool Antialias { get; init; } = true;

    /// <summary>How the picture is brought to size.</summary>
    public ResizeRule Rule { get; init; } = ResizeRule.Stretch;

    /// <summary>The length of the shorter edge before the middle is cut out; used with
    /// <see cref="ResizeRule.ShortestEdge"/>.</summary>
    public int ShortestEdge { get; init; }

    /// <summary>Steps before all others, as a <see cref="TransformPipeline"/> writes them, for example
    /// <c>percentile_window(1,99)</c>; empty for none.</summary>
    public string Before { get; init; } = string.Empty;

    /// <summary>1 for gray, otherwise 3.</summary>
    public int BandCount => Color == ColorOrder.Gray ? 1 : 3;

    /// <summary>How many numbers one picture becomes.</summary>
    public int Length => BandCount * Height * Width;

    /// <summary>The whole rule as the text of a pipeline; the same text means the same numbers.</summary>
    public string Text =>
        TransformPipeline.Parse($"{StepsText}|scale(0,1)|normalize({Join(Mean)},{Join(StandardDeviation)})").Text;

    /// <summary>Everything before scaling and normalizing.</summary>
    internal string StepsText
    {
        get
        {
            string kernel = KernelName + (Antialias || Kernel == ResizeKernel.Nearest ? string.Empty : ",plain");
            string size = string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
            string shape = Rule switch
            {
                ResizeRule.ShortestEdge => string.Create(
                    CultureInfo.InvariantCulture, $"resize({ShortestEdge},{kernel})|center_crop({size})"),
                ResizeRule.Pad => $"pad_square|resize({size},{kernel})",
                _ => $"resize({size},{kernel})",
            };
            string bands = Color switch { ColorOrder.Bgr => "bgr", ColorOrder.Gray => "gray", _ => "rgb" };
            return (Before.Length == 0 ? string.Empty : Before + "|") + $"{shape}|{bands}";
        }
    }

    private string KernelName => ModelWords.Kernels.First(pair => pair.Value == Kernel).Key;

    /// <summary>Turns a picture into one row of the input tensor.</summary>
    /// <param name="picture">The picture, of any size.</param>
    /// <param name="target">Receives <see cref="Length"/> numbers, shape [bands, height, width].</param>
    /// <exception cref="ArgumentException">The target has another length.</exception>
    public void Fill(Image picture, Span<float> target) => new InputPreparation(this).Fill(picture, target);

    private static string Join(IReadOnlyList<float> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
