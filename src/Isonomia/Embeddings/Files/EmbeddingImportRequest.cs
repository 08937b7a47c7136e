namespace Isonomia.Embeddings;

/// <summary>Embeddings that another program made, to be taken into a store.</summary>
public sealed record EmbeddingImportRequest
{
    /// <summary>The file: <c>.npy</c>, <c>.npz</c> (with or without an array of ids), Parquet, CSV, TSV.</summary>
    public required string Path { get; init; }

    /// <summary>The store's folder; it must be new or hold the same file's embeddings.</summary>
    public required string StorePath { get; init; }

    /// <summary>The cohort's name.</summary>
    public string Cohort { get; init; } = "cohort";

    /// <summary>The samples' ids in the cohort's order: rows without ids of their own are taken in this order, and ids
    /// that are not among them are refused.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>A text file with one id a line for the rows of an <c>.npy</c> file, or null.</summary>
    public string? IdsPath { get; init; }

    /// <summary>The id column of a table, or null: <c>id</c>, or the only column that holds no numbers.</summary>
    public string? IdColumn { get; init; }

    /// <summary>How the store keeps its numbers.</summary>
    public EmbeddingType Type { get; init; } = EmbeddingType.Float32;
}
