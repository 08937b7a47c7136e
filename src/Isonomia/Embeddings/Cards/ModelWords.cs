using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>The words of <c>model.json</c> and of the command line, and what they mean.</summary>
public static class ModelWords
{
    /// <summary>Resize kernels.</summary>
    public static IReadOnlyDictionary<string, ResizeKernel> Kernels { get; } = new Dictionary<string,
    ResizeKernel>(StringComparer.Ordinal)
    {
        ["nearest"] = ResizeKernel.Nearest,
        ["bilinear"] = ResizeKernel.Linear,
        ["bicubic"] = ResizeKernel.Cubic,
        ["lanczos3"] = ResizeKernel.Lanczos3,
        ["area"] = ResizeKernel.Area,
    };

    /// <summary>Orders of the bands.</summary>
    public static IReadOnlyDictionary<string, ColorOrder> Colors { get; } = new Dictionary<string,
    ColorOrder>(StringComparer.OrdinalIgnoreCase)
    {
        ["RGB"] = ColorOrder.Rgb,
        ["BGR"] = ColorOrder.Bgr,
        ["gray"] = ColorOrder.Gray,
        ["grey"] = ColorOrder.Gray,
    };

    /// <summary>Ways to bring a picture to size.</summary>
    public static IReadOnlyDictionary<string, ResizeRule> Rules { get; } = new Dictionary<string,
    ResizeRule>(StringComparer.Ordinal)
    {
        ["stretch"] = ResizeRule.Stretch,
        ["shortest_edge"] = ResizeRule.ShortestEdge,
        ["pad"] = ResizeRule.Pad,
    };

    /// <summary>Ways to make one vector of tokens.</summary>
    public static IReadOnlyDictionary<string, TokenPooling> Poolings { get; } = new Dictionary<string,
    TokenPooling>(StringComparer.Ordinal)
    {
        ["flatten"] = TokenPooling.Flatten,
        ["first_token"] = TokenPooling.FirstToken,
        ["mean_token"] = TokenPooling.MeanToken,
    };

    /// <summary>Tokenizer algorithms.</summary>
    public static IReadOnlyDictionary<string, TokenizerKind> Tokenizers { get; } = new Dictionary<string,
    TokenizerKind>(StringComparer.Ordinal)
    {
        ["clip_bpe"] = TokenizerKind.ClipBytePair,
        ["bpe"] = TokenizerKind.BytePair,
        ["wordpiece"] = TokenizerKind.WordPiece,
        ["sentencepiece"] = TokenizerKind.SentencePiece,
    };
}
