namespace Isonomia.Embeddings;

/// <summary>What an extraction did; the embeddings themselves are in the store.</summary>
public sealed record EmbeddingResult
{
    /// <summary>The store's folder; <see cref="EmbeddingMatrix.Open"/> reads it.</summary>
    public required string StorePath { get; init; }

    /// <summary>What the store is for: model, preprocessing, libraries, batch.</summary>
    public required StoreFacts Facts { get; init; }

    /// <summary>Samples of this process (of the shard, where the cohort is divided).</summary>
    public required int SampleCount { get; init; }

    /// <summary>Samples with an embedding.</summary>
    public required int EmbeddedCount { get; init; }

    /// <summary>Pictures the model was run on; the others were in the store, or repeat the content of
    /// another.</summary>
    public required int ComputedCount { get; init; }

    /// <summary>The samples without an embedding, in the order of the request.</summary>
    public required IReadOnlyList<UnreadableImage> Unreadable { get; init; }

    /// <summary>Pictures the model was run on a second; 0 where it was not run.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Rows that another process wrote as well; readers use one of them.</summary>
    public required int RepeatedCount { get; init; }

    /// <summary>SHA-256 over model, output, preprocessing and library versions.</summary>
    public string Key => Facts.Key;

    /// <summary>Whether no model was run: everything was in the store.</summary>
    public bool IsReused => ComputedCount == 0;
}
