namespace Isonomia.Embeddings;

/// <summary>One answer of a check.</summary>
/// <param name="Id">The question: <c>files</c>, <c>publisher</c>, <c>golden_pixels</c>, <c>card_change</c>,
/// <c>served_features</c> or <c>pictures</c>.</param>
/// <param name="State">The answer.</param>
/// <param name="Sentence">The answer in words.</param>
/// <param name="Distance">How far what was found is from what was expected, or null where nothing was measured.</param>
/// <param name="Alternatives">The nearest other ways to prepare pictures, nearest first; empty where none was
/// tried.</param>
public sealed record ModelFinding(
    string Id, FindingState State, string Sentence, double? Distance, IReadOnlyList<ModelAlternative> Alternatives);
