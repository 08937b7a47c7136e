namespace Isonomia.Embeddings;

/// <summary>A model to register.</summary>
public sealed record ModelAddRequest
{
    /// <summary>A folder with <c>model.json</c>, or an ONNX file.</summary>
    public required string Path { get; init; }

    /// <summary>The card, where it is not the <c>model.json</c> beside the model; its files are relative to the model's
    /// folder.</summary>
    public string? CardPath { get; init; }

    /// <summary>What a card would say, for an ONNX file without one; null where there is a card.</summary>
    public ModelDescription? Description { get; init; }

    /// <summary>Pictures whose feature statistics are kept, so that later pictures can be compared with them; may be
    /// empty.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Whether a model of the same name is replaced.</summary>
    public bool MayReplace { get; init; }

    /// <summary>Threads for the model, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
