namespace Isonomia.Embeddings;

/// <summary>How a store keeps its numbers.</summary>
public enum EmbeddingType
{
    /// <summary>32-bit floats: exactly what the model gave.</summary>
    Float32 = 1,

    /// <summary>16-bit floats: half the disk, three decimal digits; beyond ±65,504 a number is refused.</summary>
    Float16 = 2,
}
