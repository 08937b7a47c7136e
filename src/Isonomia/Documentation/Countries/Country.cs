namespace Isonomia.Documentation;

/// <summary>A country or area with the groups that representation is counted in.</summary>
/// <param name="Alpha2">ISO 3166-1 alpha-2, for example <c>BR</c>.</param>
/// <param name="Alpha3">ISO 3166-1 alpha-3, for example <c>BRA</c>; Kosovo has the user-assigned <c>XKX</c>.</param>
/// <param name="Numeric">ISO 3166-1 numeric as text with leading zeros, or empty.</param>
/// <param name="Name">The English short name.</param>
/// <param name="UnRegion">The UN M49 region, or null.</param>
/// <param name="UnSubregion">The UN M49 subregion, or null.</param>
/// <param name="Income">The World Bank income group of fiscal year 2026: <c>LIC</c>, <c>LMC</c>, <c>UMC</c>,
/// <c>HIC</c>, or null where
/// the World Bank does not classify it.</param>
/// <param name="IsInSouthByUnctadRule">Whether it is in the set "Global South" by the rule of UN Trade and
/// Development.</param>
/// <param name="Population">Inhabitants in 2024 (World Bank), or null.</param>
public sealed record Country(
    string Alpha2,
    string Alpha3,
    string Numeric,
    string Name,
    string? UnRegion,
    string? UnSubregion,
    string? Income,
    bool IsInSouthByUnctadRule,
    long? Population)
{
    /// <summary>The UN least developed countries, landlocked developing countries and small island developing states it
    /// belongs to.</summary>
    public IReadOnlyList<string> UnLists { get; init; } = [];
}
