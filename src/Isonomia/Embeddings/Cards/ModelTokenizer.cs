namespace Isonomia.Embeddings;

/// <summary>The tokenizer of a text tower, as <c>model.json</c> describes it.</summary>
public sealed record ModelTokenizer
{
    /// <summary>The algorithm.</summary>
    public required TokenizerKind Kind { get; init; }

    /// <summary>The vocabulary: <c>vocab.json</c>, <c>vocab.txt</c> or <c>*.model</c>.</summary>
    public required ModelFile Vocabulary { get; init; }

    /// <summary>The merges of byte pair encodings, <c>merges.txt</c>; null for the others.</summary>
    public ModelFile? Merges { get; init; }

    /// <summary>The token that opens a text, or null for none.</summary>
    public string? Start { get; init; }

    /// <summary>The token that closes a text, or null for none.</summary>
    public string? End { get; init; }

    /// <summary>The token that fills a text up to its length.</summary>
    public string? Padding { get; init; }

    /// <summary>The token for what the vocabulary lacks, or null where that cannot happen.</summary>
    public string? Unknown { get; init; }

    /// <summary>Whether texts are put in lower case first.</summary>
    public bool IsLowerCase { get; init; } = true;
}
