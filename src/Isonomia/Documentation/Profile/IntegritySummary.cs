namespace Isonomia.Documentation;

/// <summary>What an integrity check of the same table found, by severity.</summary>
/// <param name="Blocking">Ids of blocking findings, accepted ones too.</param>
/// <param name="Major">Ids of major findings.</param>
/// <param name="Minor">Ids of minor findings.</param>
/// <param name="Ran">Checks that ran.</param>
public sealed record IntegritySummary(
    IReadOnlyList<string> Blocking, IReadOnlyList<string> Major, IReadOnlyList<string> Minor, int Ran);
