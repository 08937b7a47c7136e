namespace Isonomia.Embeddings;

/// <summary>What to check a model against.</summary>
public sealed record ModelCheckRequest
{
    /// <summary>The model's folder; see <see cref="ModelRegistry.Resolve"/>.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Features of the probe pictures that another program computed, or null: an <c>.npy</c> matrix with one
    /// row a picture, in the order of <see cref="ModelCheck.WritePictures"/>.</summary>
    public string? FeaturesPath { get; init; }

    /// <summary>Pictures to compare with those given at registration; may be empty.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>Threads for the model, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
