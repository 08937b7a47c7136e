namespace Isonomia.Documentation;

/// <summary>Where the images of a catalogue stand along one dimension.</summary>
/// <param name="Id">The id, for example <c>un_region</c>.</param>
/// <param name="Name">The name to print.</param>
/// <param name="Denominator">What shares are shares of, in words.</param>
/// <param name="Categories">The categories, most images first; a dimension with a reference lists also those without an
/// image.</param>
/// <param name="NotBrokenDown">Images that stand in no category: sets with several countries, or without a
/// text.</param>
/// <param name="Indices">Diversity indices, each with its universe.</param>
/// <param name="Divergences">Distances from the reference population; empty without one.</param>
public sealed record RepresentationTable(
    string Id,
    string Name,
    string Denominator,
    IReadOnlyList<RepresentationCategory> Categories,
    long NotBrokenDown,
    IReadOnlyList<IndexValue> Indices,
    IReadOnlyList<IndexValue> Divergences);
