namespace Isonomia.Embeddings;

/// <summary>One output of a model.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Width">The numbers for one picture, or null where the card does not say.</param>
public sealed record ModelOutput(string Name, int? Width = null);
