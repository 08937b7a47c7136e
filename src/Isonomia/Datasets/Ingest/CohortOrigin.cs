namespace Isonomia.Datasets;

/// <summary>Where the samples of a cohort come from.</summary>
/// <param name="Kind"><c>folder</c>, <c>file</c>, <c>table</c> or <c>dicomweb</c>.</param>
/// <param name="Location">The path or address, without credentials.</param>
/// <param name="Sha256">The SHA-256 of a table, otherwise null.</param>
public sealed record CohortOrigin(string Kind, string Location, string? Sha256 = null);
