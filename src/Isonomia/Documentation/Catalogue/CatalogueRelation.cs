namespace Isonomia.Documentation;

/// <summary>How one data set hangs together with another.</summary>
/// <param name="Kind">One of <c>contained_in</c>, <c>overlaps</c>, <c>derived_from</c>, <c>new_version_of</c>.</param>
/// <param name="Target">The id of the other data set.</param>
/// <param name="Confidence">One of <c>stated</c> (read in a source), <c>likely</c>, <c>hypothesis</c>.</param>
/// <param name="Basis">Why we think so.</param>
public sealed record CatalogueRelation(string Kind, string Target, string Confidence, string Basis);
