namespace Isonomia.Embeddings;

/// <summary>How far an extraction is.</summary>
/// <param name="DoneCount">Pictures done, unreadable ones included.</param>
/// <param name="TotalCount">All pictures.</param>
public sealed record EmbeddingProgress(int DoneCount, int TotalCount);
