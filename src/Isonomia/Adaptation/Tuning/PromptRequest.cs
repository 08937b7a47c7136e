using Isonomia.Embeddings;

namespace Isonomia.Adaptation;

/// <summary>Prompts of the classes whose context is trained through the text tower of a dual encoder.</summary>
public sealed record PromptRequest
{
    /// <summary>The context vectors where nobody says how many.</summary>
    internal const int UsualCount = 4;

    /// <summary>The classes in words, named as in the label column; several prompts of one are averaged.</summary>
    public required IReadOnlyList<ZeroShotClass> Classes { get; init; }

    /// <summary>How many context vectors stand before every prompt, at least 1; null: as many as
    /// <see cref="ContextInit"/> has tokens, else 4.</summary>
    public int? ContextCount { get; init; }

    /// <summary>Words whose token embeddings the context starts from, for example <c>a photo of a</c>; null: drawn from
    /// a normal distribution of standard deviation 0.02.</summary>
    public string? ContextInit { get; init; }
}
