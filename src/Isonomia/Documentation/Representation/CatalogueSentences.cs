using System.Globalization;

namespace Isonomia.Documentation;

/// <summary>Sentences that say what was counted; they promise nothing about a data set.</summary>
internal static class CatalogueSentences
{
    internal static IReadOnlyList<string> For(
        IReadOnlyList<CatalogueEntry> entries,
        IReadOnlyList<RepresentationTable> dimensions,
        IReadOnlyList<CountryImages> countries,
        RegionSet set,
        long single,
        long several)
    {
        if (entries.Count == 0)
        {
            return ["No data set meets the filter."];
        }

        RepresentationCategory Of(string dimension, string name) =>
            dimensions.Single(d => d.Id == dimension).Categories.Single(category => category.Name == name);
        List<string> sentences =
        [
            $"{Count(several)} of {Count(single + several)} images ({Percent(several, single + several)}) are in data "
                + $"sets with several countries; "
            + "they are not broken down and stand in no figure about countries.",
        ];
        if (single > 0)
        {
            RepresentationCategory south = Of("set", set.Label);
            sentences.Add(
                $"{CatalogueStatistics.Percent(south.Share ?? 0)} of images with a known single country come from the "
                    + $"set '{set.Label}', which holds "
                + $"{CatalogueStatistics.Percent(south.ReferenceShare ?? 0)} of people.");
            CountryImages[] with = [.. countries.Where(country => country.Images > 0)];
            sentences.Add(
                $"{with.Length} countries have a data set of their own; {with[0].Name} alone has "
                    + $"{Percent(with[0].Images, single)} of these images.");
            string[] without = [.. dimensions.Single(d => d.Id == "un_region").Categories.Where(region =>
                region.Images == 0).Select(region => region.Name)];
            if (without.Length > 0)
            {
                sentences.Add($"No image of a single-country data set comes from {string.Join(" or ", without)}.");
            }
        }

        RepresentationTable language = dimensions.Single(d => d.Id == "language");
        if (language.Categories.Count > 0)
        {
            sentences.Add(
                $"{Percent(language.Categories[0].Images, language.Categories.Sum(category => category.Images))} of "
                    + $"images with text have it in "
                + $"{language.Categories[0].Name} ({language.Categories[0].Datasets} of "
                    + $"{language.Categories.Sum(category => category.Datasets)} data sets).");
        }

        RepresentationCategory none = Of("attributes", "none reported");
        sentences.Add(
            $"{none.Datasets} of {entries.Count} data sets with {Count(none.Images)} images report no demographic "
                + $"attribute; "
            + $"{Of("attributes", "age").Datasets} record age, {Of("attributes", "sex").Datasets} sex, "
                + $"{Of("attributes", "race").Datasets} race, "
            + $"{Of("attributes", "ethnicity").Datasets} ethnicity.");
        return sentences;
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(long part, long whole) =>
        CatalogueStatistics.Percent(whole == 0 ? 0 : (double)part / whole);
}
