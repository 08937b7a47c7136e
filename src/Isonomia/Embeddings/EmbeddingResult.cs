namespace Isonomia.Embeddings;

/// <summary>Embeddings of all readable pictures, in the order of the request.</summary>
public sealed record EmbeddingResult
{
    /// <summary>The ids of the rows, n of them.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The width d of every embedding; 0 where no picture was readable.</summary>
    public required int Width { get; init; }

    /// <summary>The embeddings, shape [n, d], row-major; all finite.</summary>
    public required float[] Values { get; init; }

    /// <summary>The pictures without an embedding, in the order of the request.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>SHA-256 over model, preprocessing, library versions and the id and content of every picture.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the store was reused; then no model was run.</summary>
    public required bool IsReused { get; init; }

    /// <summary>The embedding of one row.</summary>
    /// <param name="row">The row, in [0, n).</param>
    /// <returns>d numbers.</returns>
    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(checked(row * Width), Width);
}
