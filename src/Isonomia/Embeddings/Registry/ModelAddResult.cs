namespace Isonomia.Embeddings;

/// <summary>A model that was registered.</summary>
public sealed record ModelAddResult
{
    /// <summary>The model's folder in the registry.</summary>
    public required string Folder { get; init; }

    /// <summary>Its card.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The width of its embedding.</summary>
    public required int Width { get; init; }

    /// <summary>Pictures whose statistics were kept.</summary>
    public required int PictureCount { get; init; }
}
