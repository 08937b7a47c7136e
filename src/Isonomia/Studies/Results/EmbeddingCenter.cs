namespace Isonomia.Studies;

/// <summary>The mean place of a group's embeddings along the first two principal modes.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">The group.</param>
/// <param name="Count">Embeddings of the group.</param>
/// <param name="X">The mean along the first mode.</param>
/// <param name="Y">The mean along the second mode.</param>
public sealed record EmbeddingCenter(string Attribute, string Group, int Count, double X, double Y);
