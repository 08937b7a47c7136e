using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>What was decided about an item.</summary>
/// <param name="Similarity">M, the largest cosine to an earlier item; 0 for the first.</param>
/// <param name="Earlier">That item (the kept one it duplicates, where removed), −1 for the first.</param>
/// <param name="IsRemoved">Whether it is removed.</param>
public readonly record struct SemanticDecision(double Similarity, int Earlier, bool IsRemoved);
