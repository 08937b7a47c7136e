namespace Isonomia.Documentation;

/// <summary>What a curation removed before the cohort was documented: every step, and the whole.</summary>
/// <param name="Source">The file name.</param>
/// <param name="Steps">A sentence for every step, in order; the last is the whole line.</param>
/// <param name="Uneven">Attributes that were removed unevenly, with the step.</param>
public sealed record CurationSummary(
    string Source, IReadOnlyList<string> Steps, IReadOnlyList<string> Uneven);
