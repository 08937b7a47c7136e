namespace Isonomia.Embeddings;

/// <summary>The text tower of a dual encoder (CLIP, SigLIP), as <c>model.json</c> describes it.</summary>
public sealed record ModelText
{
    /// <summary>The ONNX file of the text tower, or null where both towers are in one file.</summary>
    public ModelFile? File { get; init; }

    /// <summary>The input that takes token ids, shape [M, length].</summary>
    public required string Input { get; init; }

    /// <summary>The input that takes 1 for tokens and 0 for filling, or null where the model has none.</summary>
    public string? Mask { get; init; }

    /// <summary>The output with one vector a text, shape [M, d].</summary>
    public required string Output { get; init; }

    /// <summary>Tokens a text, opening, closing and filling included; longer texts are cut.</summary>
    public required int Length { get; init; }

    /// <summary>What the cosine is multiplied by before the softmax over classes; 100 for CLIP.</summary>
    public double LogitScale { get; init; } = 100;

    /// <summary>How texts become token ids.</summary>
    public required ModelTokenizer Tokenizer { get; init; }
}
