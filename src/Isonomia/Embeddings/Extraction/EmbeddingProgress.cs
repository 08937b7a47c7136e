namespace Isonomia.Embeddings;

/// <summary>How far an extraction is.</summary>
/// <param name="DoneCount">Samples done: encoded, taken from the store, or listed as unreadable.</param>
/// <param name="TotalCount">All samples of this process.</param>
/// <param name="ImagesPerSecond">Pictures encoded a second since the model began, or 0 before that.</param>
/// <param name="TimeLeft">How long the rest will take at this rate, or null where unknown.</param>
public sealed record EmbeddingProgress(int DoneCount, int TotalCount, double ImagesPerSecond = 0,
    TimeSpan? TimeLeft = null);
