namespace Isonomia.Embeddings;

/// <summary>One class of a known picture.</summary>
/// <param name="Index">The class, from 0.</param>
/// <param name="Probability">Its softmax probability, in [0, 1].</param>
public sealed record ExpectedClass(int Index, double Probability);
