namespace Isonomia.Datasets;

/// <summary>A decision made while reading a table, reported and never silent.</summary>
/// <param name="Id">The kind, snake_case, for example <c>rows_without_label</c>.</param>
/// <param name="Sentence">One sentence for a person; no cell contents.</param>
/// <param name="Count">How many rows (or units) it concerns.</param>
public sealed record ReadingNote(string Id, string Sentence, long Count);
