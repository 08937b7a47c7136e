namespace Isonomia.Documentation;

/// <summary>What an integrity check found, by severity.</summary>
/// <param name="Source">The file name.</param>
/// <param name="Fits">Whether the check was of this very cohort, by its fingerprint; null where the file does not
/// tell.</param>
/// <param name="Blocking">Ids of blocking findings.</param>
/// <param name="Major">Ids of major findings.</param>
/// <param name="Minor">Ids of minor findings.</param>
public sealed record IntegritySummary(
    string Source, bool? Fits, IReadOnlyList<string> Blocking, IReadOnlyList<string> Major,
    IReadOnlyList<string> Minor);
