namespace Isonomia.Embeddings;

/// <summary>Another way to prepare pictures, and how far it is from what was expected.</summary>
/// <param name="Text">The way.</param>
/// <param name="Distance">The distance, on the scale of the finding.</param>
public sealed record ModelAlternative(string Text, double Distance);
