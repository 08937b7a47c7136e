namespace Isonomia.Documentation;

/// <summary>A text or a kind of text, and how many rows have it.</summary>
/// <param name="Text">The text that stands for "not known", or the kind of unusable cell.</param>
/// <param name="Rows">The rows.</param>
public sealed record SentinelCount(string Text, int Rows);
