namespace Isonomia.Embeddings;

/// <summary>A file of embeddings, read row by row.</summary>
internal interface IEmbeddingSource : IDisposable
{
    int Count { get; }

    int Width { get; }

    /// <summary>The ids of the rows, or null where the file has none.</summary>
    IReadOnlyList<string>? Ids { get; }

    /// <summary>Reads the next row.</summary>
    void ReadRow(Span<float> target);
}
