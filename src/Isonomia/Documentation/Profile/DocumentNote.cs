namespace Isonomia.Documentation;

/// <summary>Something that a reader must know before believing the numbers.</summary>
/// <param name="IsSevere">Whether it can change a conclusion.</param>
/// <param name="Sentence">What it is.</param>
public sealed record DocumentNote(bool IsSevere, string Sentence);
