using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Isonomia.Documentation;

/// <summary>The 250 countries and areas of the embedded table, found by code or by name in many languages.</summary>
/// <remarks>Sources: ISO codes and names of i18n-iso-countries (MIT); UN M49 regions; World Bank income groups FY2026
/// and population
/// 2024 (CC BY 4.0: The World Bank: World Bank Country and Lending Groups; World Development Indicators). Income groups
/// run out on
/// 1 July 2026.</remarks>
public static class CountryTable
{
    private static readonly FrozenDictionary<string, string> Nicknames = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["uk"] = "GBR", ["great britain"] = "GBR", ["britain"] = "GBR", ["england"] = "GBR", ["scotland"] = "GBR",
            ["wales"] = "GBR",
        ["inglaterra"] = "GBR", ["angleterre"] = "GBR", ["grossbritannien"] = "GBR", ["reino unido"] = "GBR",
        ["us"] = "USA", ["u s a"] = "USA", ["united states"] = "USA", ["america"] = "USA", ["eeuu"] = "USA",
            ["ee uu"] = "USA", ["eua"] = "USA",
        ["estados unidos"] = "USA", ["etats unis"] = "USA", ["vereinigte staaten"] = "USA", ["stati uniti"] = "USA",
        ["south korea"] = "KOR", ["korea"] = "KOR", ["coree du sud"] = "KOR", ["corea del sur"] = "KOR",
            ["coreia do sul"] = "KOR",
        ["sudkorea"] = "KOR", ["north korea"] = "PRK", ["russia"] = "RUS", ["iran"] = "IRN", ["syria"] = "SYR",
            ["vietnam"] = "VNM",
        ["viet nam"] = "VNM", ["tanzania"] = "TZA", ["bolivia"] = "BOL", ["venezuela"] = "VEN", ["moldova"] = "MDA",
            ["laos"] = "LAO",
        ["czech republic"] = "CZE", ["holland"] = "NLD", ["the netherlands"] = "NLD", ["taiwan"] = "TWN",
            ["hong kong"] = "HKG", ["turkey"] = "TUR",
        ["ivory coast"] = "CIV", ["cape verde"] = "CPV", ["macedonia"] = "MKD", ["swaziland"] = "SWZ",
            ["burma"] = "MMR", ["uae"] = "ARE",
        ["emirates"] = "ARE", ["democratic republic of congo"] = "COD", ["dr congo"] = "COD", ["palestine"] = "PSE",
            ["kosovo"] = "XKX",
        ["mainland china"] = "CHN", ["peoples republic of china"] = "CHN", ["p r china"] = "CHN", ["pr china"] = "CHN",
        ["brasil"] = "BRA", ["espana"] = "ESP", ["deutschland"] = "DEU", ["cote divoire"] = "CIV",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every country and area, sorted by alpha-3 code.</summary>
    public static IReadOnlyList<Country> All => field ??= Read();

    /// <summary>The number of people the table counts, 2024.</summary>
    public static long WorldPopulation => All.Sum(country => country.Population ?? 0);

    private static FrozenDictionary<string, Country> ByCode => field ??= Codes();

    private static FrozenDictionary<string, Country> ByName => field ??= Names();

    /// <summary>Finds a country by ISO code (alpha-2, alpha-3, numeric) or by name, in any of the languages of the
    /// table.</summary>
    /// <param name="text">A code or a name, in any case, with or without accents.</param>
    /// <returns>The country, or null where none or more than one has that name.</returns>
    public static Country? Find(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        string name = TextFolding.Name(text);
        return ByCode.GetValueOrDefault(name) ?? ByName.GetValueOrDefault(name)
            ?? (Nicknames.TryGetValue(name, out string? code) ? ByCode[code.ToLowerInvariant()] : null);
    }

    private static List<Country> Read() =>
    [
        .. CsvText.Rows(Facts.Text("documentation/countries.csv")).Select(row => new Country(
            row["iso_alpha2"],
            row["iso_alpha3"],
            row["iso_numeric"],
            row["name"],
            OrNull(row["un_region"]),
            OrNull(row["un_subregion"]),
            OrNull(row["wb_income_fy2026"]),
            row["south_unctad_rule"] == "1",
            row["population"].Length == 0 ? null : long.Parse(row["population"], CultureInfo.InvariantCulture))
        {
            UnLists = [.. new[] { ("un_ldc", "least_developed"), ("un_lldc", "landlocked_developing"),
                ("un_sids", "small_island_developing") }
                .Where(list => row[list.Item1] == "1").Select(list => list.Item2)],
        }).OrderBy(country => country.Alpha3, StringComparer.Ordinal),
    ];

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static FrozenDictionary<string, Country> Codes()
    {
        Dictionary<string, Country> codes = new(StringComparer.Ordinal);
        foreach (Country country in All)
        {
            foreach (string code in new[] { country.Alpha2, country.Alpha3,
                country.Numeric }.Where(code => code.Length > 0))
            {
                codes[code.ToLowerInvariant()] = country;
            }
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Every name in every language; a name that two countries share in two languages finds neither.</summary>
    private static FrozenDictionary<string, Country> Names()
    {
        Dictionary<string, Country?> names = new(StringComparer.Ordinal);
        foreach (Country country in All)
        {
            Add(country.Name, country);
        }

        foreach (string resource in Facts.Names("countries/"))
        {
            using var language = JsonDocument.Parse(Facts.Text(resource));
            foreach (JsonProperty entry in language.RootElement.GetProperty("countries").EnumerateObject())
            {
                if (ByCode.TryGetValue(entry.Name.ToLowerInvariant(), out Country? country))
                {
                    IEnumerable<string?> texts = entry.Value.ValueKind == JsonValueKind.Array
                        ? entry.Value.EnumerateArray().Select(item => item.GetString())
                        : [entry.Value.GetString()];
                    foreach (string text in texts.OfType<string>())
                    {
                        Add(text, country);
                    }
                }
            }
        }

        return names.Where(pair => pair.Value is not null)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);

        void Add(string text, Country country)
        {
            string name = TextFolding.Name(text);
            if (name.Length > 3 || !ByCode.ContainsKey(name))
            {
                names[name] = names.TryGetValue(name, out Country? known) && known != country ? null : country;
            }
        }
    }
}
