using System.Text.Json.Nodes;
using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>The world map of countries: outlines of Natural Earth (public domain) through world-atlas, drawn in the
/// page.</summary>
internal static class WorldMap
{
    /// <summary>The map as data for the page's script; the finer outlines are taken where a country with a value needs
    /// them.</summary>
    /// <param name="countries">The countries and their values.</param>
    internal static JsonObject Of(IReadOnlyList<CountryImages> countries)
    {
        JsonObject coarse = Topology("110m");
        HashSet<string> drawn = [.. Ids(coarse)];
        bool isFine = countries.Any(country => country.Images > 0 && country.Numeric.Length > 0
            && !drawn.Contains(country.Numeric));
        return new JsonObject
        {
            ["kind"] = "map",
            ["topology"] = isFine ? Topology("50m") : coarse,
            ["countries"] = new JsonArray([.. countries.Select(country => new JsonObject
            {
                ["id"] = country.Numeric,
                ["n"] = country.Name,
                ["v"] = country.Images,
                ["d"] = country.Datasets,
                ["p"] = country.Population,
                ["m"] = Plots.Number(country.ImagesPerMillion),
            })]),
        };
    }

    private static JsonObject Topology(string scale) =>
        JsonNode.Parse(Facts.Text($"map/countries-{scale}.json"))!.AsObject();

    private static IEnumerable<string> Ids(JsonObject topology) =>
        topology["objects"]!["countries"]!["geometries"]!.AsArray()
            .Select(geometry => (string?)geometry!["id"] ?? string.Empty);
}
