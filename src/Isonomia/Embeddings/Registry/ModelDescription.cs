using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>How pictures become the input of an ONNX file that has no card. What is null is read from the file
/// itself.</summary>
public sealed record ModelDescription
{
    /// <summary>The name to register under, or null: the file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Rows and columns of the input, or null: as the file says.</summary>
    public int? Size { get; init; }

    /// <summary>The order of the bands, or null: gray for one band, red-green-blue for three.</summary>
    public ColorOrder? Color { get; init; }

    /// <summary>The mean of every band for pixels in [0, 1], or null: from <see cref="Range"/>.</summary>
    public IReadOnlyList<float>? Mean { get; init; }

    /// <summary>The standard deviation of every band for pixels in [0, 1], or null: from <see cref="Range"/>.</summary>
    public IReadOnlyList<float>? StandardDeviation { get; init; }

    /// <summary>What black and white become, where mean and deviation are not given.</summary>
    public (float Black, float White)? Range { get; init; }

    /// <summary>How pixels are weighed when the size changes.</summary>
    public ResizeKernel Kernel { get; init; } = ResizeKernel.Linear;

    /// <summary>How the picture is brought to size.</summary>
    public ResizeRule Rule { get; init; } = ResizeRule.Stretch;

    /// <summary>The length of the shorter edge before the middle is cut out; 0 for the input's size.</summary>
    public int ShortestEdge { get; init; }

    /// <summary>The output that is the embedding, or null: the usual name, or the first.</summary>
    public string? Output { get; init; }

    /// <summary>How an output of tokens becomes one vector.</summary>
    public TokenPooling Pooling { get; init; } = TokenPooling.Flatten;

    /// <summary>The license of the weights.</summary>
    public string License { get; init; } = "not stated";

    /// <summary>Where the weights come from.</summary>
    public string Source { get; init; } = "not stated";
}
