namespace Isonomia.Embeddings;

/// <summary>One class in words.</summary>
/// <param name="Name">The class, as in the label column.</param>
/// <param name="Prompts">What stands for it, at least one.</param>
public sealed record ZeroShotClass(string Name, IReadOnlyList<string> Prompts);
