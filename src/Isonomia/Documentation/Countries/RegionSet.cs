namespace Isonomia.Documentation;

/// <summary>A named set of countries. "Global South" has no agreed membership, so every result that uses the words
/// names the set.</summary>
/// <param name="Id">The id, for example <c>south_unctad_rule</c>.</param>
/// <param name="Label">The name to print.</param>
/// <param name="Definition">The rule, in words.</param>
/// <param name="Contains">Whether a country is in it.</param>
public sealed record RegionSet(string Id, string Label, string Definition, Func<Country, bool> Contains)
{
    /// <summary>The sets, the default for "Global South" first.</summary>
    public static IReadOnlyList<RegionSet> All { get; } =
    [
        new(
            "south_unctad_rule",
            "Global South (UNCTAD rule)",
            "UN region Africa; Latin America and the Caribbean; Asia without Israel, Japan and the Republic of Korea; "
                + "Oceania without "
            + "Australia and New Zealand.",
            static country => country.IsInSouthByUnctadRule),
        new(
            "south_not_high_income",
            "World Bank low and middle income, FY2026",
            "Income group LIC, LMC or UMC; unclassified economies are not in it.",
            static country => country.Income is "LIC" or "LMC" or "UMC"),
        new(
            "least_developed",
            "UN least developed countries",
            "The 45 countries of the source file, from before São Tomé and Príncipe left the group in December 2024.",
            static country => country.UnLists.Contains("least_developed")),
        new(
            "landlocked_developing",
            "UN landlocked developing countries",
            "The 32 countries of the UN M49 list.",
            static country => country.UnLists.Contains("landlocked_developing")),
        new(
            "small_island_developing",
            "UN small island developing states",
            "The 53 countries and areas of the UN M49 list.",
            static country => country.UnLists.Contains("small_island_developing")),
        new(
            "south_named_by_seed_for_computing",
            "Countries that arXiv 2502.16841v2 section 5.2 names as the only Global South holders of Top500 machines",
            "Argentina, Australia and Brazil, as printed; Australia is in neither of the sets above. Never a default.",
            static country => country.Alpha3 is "ARG" or "AUS" or "BRA"),
    ];

    /// <summary>The set used where none is named.</summary>
    public static RegionSet Default => All[0];
}
