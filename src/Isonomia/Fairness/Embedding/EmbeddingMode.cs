namespace Isonomia.Fairness;

/// <summary>One direction of largest variance of the embeddings.</summary>
/// <param name="Mode">The mode, from 1.</param>
/// <param name="Variance">The variance along it.</param>
/// <param name="Share">Its share of the variance over all directions, in [0, 1].</param>
public sealed record EmbeddingMode(int Mode, double Variance, double Share);
