using System.Globalization;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Counts a catalogue along every dimension and holds it against the world's population.</summary>
/// <remarks>Shares along countries are shares of the images of single-country data sets; sets with several countries
/// stand apart and
/// are never spread. Population: World Bank, 2024. Definitions: docs/guide/documentation.md#representation.</remarks>
public static class CatalogueStatistics
{
    private const int MapFeatures = 177;
    private const string SingleCountry = "images of data sets from a single country";
    private const string AllImages = "all images of the catalogue";

    /// <summary>Runs the count.</summary>
    /// <param name="request">The catalogue and the set of countries.</param>
    /// <returns>The result; the same catalogue gives the same numbers.</returns>
    /// <exception cref="Catalogs.UnknownNameException">The set is unknown.</exception>
    public static CatalogueStatisticsResult Run(CatalogueStatisticsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RegionSet set = RegionSet.All.FirstOrDefault(known => known.Id == request.Set)
            ?? throw new Catalogs.UnknownNameException("Set", request.Set,
                [.. RegionSet.All.Select(known => known.Id)]);
        IReadOnlyList<CatalogueEntry> entries = request.Catalogue.Entries;
        CatalogueEntry[] placed = [.. entries.Where(entry => CountryTable.Find(entry.OriginAlpha3) is not null)];
        long single = placed.Sum(entry => entry.Images);
        long several = entries.Sum(entry => entry.Images) - single;
        RepresentationTable income = Places(
            "income", "World Bank income group (FY2026)", placed, several, country => country.Income,
                ["LIC", "LMC", "UMC", "HIC"]);
        CountryImages[] countries = Countries(placed, set);
        RepresentationTable[] dimensions =
        [
            Printed("origin", "Origin as printed", entries, entry => entry.Origin),
            CountryDimension(placed, several, countries),
            Places("un_region", "UN region", placed, several, country => country.UnRegion,
                ["Africa", "Americas", "Asia", "Europe", "Oceania"]),
            Places("un_subregion", "UN subregion", placed, several, country => country.UnSubregion, []),
            income,
            Places("set", set.Label, placed, several, country => set.Contains(country) ? set.Label : "other countries",
                [set.Label, "other countries"]),
            Printed("language", "Language of the text", [.. entries.Where(entry => entry.Language is not null)],
                entry => entry.Language!,
                entries.Where(entry => entry.Language is null).Sum(entry => entry.Images),
                    "images of data sets with text"),
            Printed("modality", "Imaging modality", entries, entry => entry.Modality),
            Printed("organ", "Anatomical region", entries, entry => entry.Region),
            Printed("license", "Licence as printed", entries, entry => entry.License ?? "none"),
            Printed("license_kind", "Class of licence", entries, entry => License.Find(entry.License)?.Kind
                ?? "not in the table"),
            Printed("model", "Kind of model", entries, entry => entry.Model),
            Attributes(entries),
        ];
        return new CatalogueStatisticsResult
        {
            Facts = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["catalogue"] = "arXiv:2502.16841v2, Table 2, as of 2026-11-22",
                ["population"] = "World Bank SP.POP.TOTL, 2024",
                ["income groups"] = "World Bank, FY2026 (until 2026-07-01)",
                ["regions"] = "UN M49, file of 2026-05-15",
            },
            Totals = request.Catalogue.Totals,
            SetLabel = set.Label,
            SetDefinition = set.Definition,
            SingleCountryImages = single,
            SeveralCountriesImages = several,
            Dimensions = dimensions,
            Countries = countries,
            Sentences = CatalogueSentences.For(entries, dimensions, countries, set, single, several),
            Entries = entries,
        };
    }

    private static RepresentationTable Printed(
        string id, string name, IReadOnlyList<CatalogueEntry> entries, Func<CatalogueEntry, string> category,
            long apart = 0,
        string denominator = AllImages)
    {
        long total = entries.Sum(entry => entry.Images);
        RepresentationCategory[] categories =
        [
            .. entries.GroupBy(category, StringComparer.Ordinal)
                .Select(group => new RepresentationCategory(
                    group.Key, group.Count(), group.Sum(entry => entry.Images),
                        Share(group.Sum(entry => entry.Images), total)))
                .OrderByDescending(group => group.Images).ThenBy(group => group.Name, StringComparer.Ordinal),
        ];
        return new RepresentationTable(id, name, denominator, categories, apart,
            Indices([.. categories.Select(c => c.Images)], "listed"), []);
    }

    private static RepresentationTable Attributes(IReadOnlyList<CatalogueEntry> entries)
    {
        long total = entries.Sum(entry => entry.Images);
        RepresentationCategory Row(string name, IReadOnlyList<CatalogueEntry> rows) =>
            new(name, rows.Count, rows.Sum(entry => entry.Images), Share(rows.Sum(entry => entry.Images), total));
        return new RepresentationTable(
            "attributes", "Recorded demographics (a set may record several)", AllImages,
            [
                .. CatalogueEntry.AttributeNames.Select(pair =>
                    Row(pair.Value, [.. entries.Where(entry => entry.Demographics.Contains(pair.Key))])),
                Row("none reported", [.. entries.Where(entry => entry.Demographics.Count == 0)]),
            ],
            0, [], []);
    }

    private static RepresentationTable CountryDimension(CatalogueEntry[] placed, long several,
        CountryImages[] countries)
    {
        long single = placed.Sum(entry => entry.Images);
        long world = CountryTable.WorldPopulation;
        long[] listed = [.. countries.Where(country => country.Images > 0).Select(country => country.Images)];
        long[] populated = [.. countries.Where(country => country.Population is not null)
            .Select(country => country.Images)];
        CountryImages[] covered = [.. countries.Where(country => country.Images > 0 && country.Population is not null)];
        IndexValue[] more =
        [
            Gini(WithZeros(listed, MapFeatures), "all 177 features of the world map 1:110m"),
            Gini(populated, "all countries with a population"),
            IndexValue.Of(
                "population_gini", "Gini coefficient over people",
                    "1 − 2·area under (cumulative population, cumulative images), ascending images a head",
                "all countries with a population", populated.Length, PopulationGini(countries)),
            IndexValue.Of(
                "coverage_countries", "Countries with an image",
                    "countries with an image / countries with a population",
                "all countries with a population", populated.Length, Statistic.Ratio(covered.Length, populated.Length)),
            IndexValue.Of(
                "coverage_population", "People in countries with an image", "their population / world population",
                "all countries with a population", populated.Length,
                    Statistic.Ratio(covered.Sum(country => (double)country.Population!.Value), world)),
        ];
        RepresentationCategory[] categories =
        [
            .. countries.Where(country => country.Images > 0).Select(country => WithReference(
                country.Name, country.Datasets, country.Images, single, country.Population ?? 0, world)),
        ];
        return new RepresentationTable(
            "country", "Country", SingleCountry, categories, several, [.. Indices(listed, "listed"), .. more], []);
    }

    private static RepresentationTable Places(
        string id, string name, CatalogueEntry[] placed, long several, Func<Country, string?> group, string[] order)
    {
        long single = placed.Sum(entry => entry.Images);
        long world = CountryTable.WorldPopulation;
        var people = CountryTable.All.GroupBy(country => group(country) ?? "unclassified", StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(country => country.Population ?? 0), StringComparer.Ordinal);
        var rows = placed.GroupBy(entry => group(CountryTable.Find(entry.OriginAlpha3)!) ?? "unclassified",
            StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        string[] names = order.Length > 0
            ? [.. order, .. rows.Keys.Except(order)]
            : [.. people.Keys.Union(rows.Keys)
                .OrderByDescending(key => rows.GetValueOrDefault(key)?.Sum(entry => entry.Images) ?? 0)
                .ThenByDescending(key => people.GetValueOrDefault(key))];
        RepresentationCategory[] categories =
        [
            .. names.Where(key => people.GetValueOrDefault(key) > 0 || rows.ContainsKey(key))
                .Select(key => WithReference(
                key, rows.GetValueOrDefault(key)?.Length ?? 0, rows.GetValueOrDefault(key)?.Sum(entry => entry.Images)
                    ?? 0, single,
                people.GetValueOrDefault(key), world)),
        ];
        double[] shares = [.. categories.Select(category => category.Share ?? 0)];
        double[] reference = [.. categories.Select(category => category.ReferenceShare ?? 0)];
        long[] images = [.. categories.Select(category => category.Images)];
        int n = categories.Length;
        const string Universe = "all groups that are listed";
        IndexValue[] divergences = single == 0
            ? []
            :
            [
                IndexValue.Of("kl", "Kullback–Leibler divergence from population", "Σ p ln(p / r)", Universe, n,
                    Divergence.KullbackLeibler(shares, reference)),
                IndexValue.Of("jensen_shannon", "Jensen–Shannon divergence", "½ KL(p‖m) + ½ KL(r‖m), m = (p + r) / 2",
                    Universe, n, Divergence.JensenShannon(shares, reference)),
                IndexValue.Of("total_variation", "Total variation", "½ Σ |p − r|", Universe, n,
                    Divergence.TotalVariation(shares, reference)),
                IndexValue.Of("hellinger", "Hellinger distance", "√(½ Σ (√p − √r)²)", Universe, n,
                    Divergence.Hellinger(shares, reference)),
            ];
        return new RepresentationTable(
            id, name, SingleCountry, categories, several,
            [.. Indices([.. images.Where(count => count > 0)], "listed"),
                .. Indices(images, "all groups, zeros included")], divergences);
    }

    private static RepresentationCategory WithReference(string name, int datasets, long images, long total,
        long population, long world)
    {
        double? share = Share(images, total);
        double reference = (double)population / world;
        double? ratio = share is null || reference == 0 ? null : share.Value / reference;
        return new RepresentationCategory(
            name, datasets, images, share, population, reference, ratio, ratio is > 0 ? Math.Log2(ratio.Value) : null,
            population == 0 ? null : 1e6 * images / population);
    }

    private static CountryImages[] Countries(CatalogueEntry[] placed, RegionSet set)
    {
        ILookup<string, CatalogueEntry> rows = placed.ToLookup(entry => entry.OriginAlpha3!, StringComparer.Ordinal);
        return
        [
            .. CountryTable.All.Where(country => country.Population is not null || rows.Contains(country.Alpha3))
                .Select(country => new CountryImages(
                    country.Alpha3, country.Numeric, country.Name, country.UnRegion, country.Income,
                        set.Contains(country), country.Population,
                    rows[country.Alpha3].Count(), rows[country.Alpha3].Sum(entry => entry.Images),
                    country.Population is null ? null : 1e6 * rows[country.Alpha3]
                        .Sum(entry => entry.Images) / country.Population.Value))
                .OrderByDescending(country => country.Images).ThenBy(country => country.Name, StringComparer.Ordinal),
        ];
    }

    private static Statistic PopulationGini(CountryImages[] countries)
    {
        CountryImages[] ascending = [.. countries.Where(country => country.Population is > 0)
            .OrderBy(country => (double)country.Images / country.Population!.Value)
                .ThenBy(country => country.Alpha3, StringComparer.Ordinal)];
        double people = ascending.Sum(country => (double)country.Population!.Value);
        double images = ascending.Sum(country => (double)country.Images);
        if (images == 0)
        {
            return UndefinedReason.EmptyGroup;
        }

        double area = 0;
        double below = 0;
        foreach (CountryImages country in ascending)
        {
            double above = below + (country.Images / images);
            area += (below + above) / 2 * (country.Population!.Value / people);
            below = above;
        }

        return 1 - (2 * area);
    }

    private static long[] WithZeros(long[] counts, int universe) =>
        [.. counts, .. new long[Math.Max(0, universe - counts.Length)]];

    private static IndexValue Gini(long[] counts, string universe) =>
        Index("gini", DiversityIndex.GiniCoefficientDeclared, counts, universe);

    private static IndexValue[] Indices(long[] counts, string universe) =>
    [
        Index("shannon", DiversityIndex.Shannon, counts, universe),
        Index("evenness", DiversityIndex.PielouDeclared, counts, universe),
        Index("effective_number", DiversityIndex.EffectiveNumber1, counts, universe),
        Index("herfindahl", DiversityIndex.SimpsonConcentration, counts, universe),
        Index("simpson", DiversityIndex.GiniSimpson, counts, universe),
        Gini(counts, universe),
        Index("largest_share", DiversityIndex.BergerParker, counts, universe),
    ];

    private static IndexValue Index(string id, DiversityIndex index, long[] counts, string universe) => IndexValue.Of(
        id, index.Name, index.Definition, universe, counts.Length,
        counts.Length == 0 ? UndefinedReason.EmptyGroup : index.Compute(counts));

    private static double? Share(long images, long total) => total == 0 ? null : (double)images / total;

    internal static string Percent(double share, int digits = 1) =>
        (100 * share).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            + " %";
}
