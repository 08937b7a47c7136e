namespace Isonomia.Documentation;

/// <summary>Which rows of a catalogue to keep; every condition that is given must hold.</summary>
public sealed record CatalogueFilter
{
    /// <summary>A text that the name, id, identifier, source or a doubt contains.</summary>
    public string? Text { get; init; }

    /// <summary><c>Vision</c> or <c>Multimodal</c>.</summary>
    public string? Model { get; init; }

    /// <summary>The language of the text, or <c>none</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The anatomical region.</summary>
    public string? Organ { get; init; }

    /// <summary>The imaging modality.</summary>
    public string? Modality { get; init; }

    /// <summary>A country by code or name in any language, or <c>multiple</c>.</summary>
    public string? Country { get; init; }

    /// <summary>A UN region or subregion.</summary>
    public string? UnRegion { get; init; }

    /// <summary>A World Bank income group: LIC, LMC, UMC or HIC.</summary>
    public string? Income { get; init; }

    /// <summary>The id of a named set of countries; see <see cref="RegionSet"/>.</summary>
    public string? Set { get; init; }

    /// <summary>The licence as printed or by id, or <c>none</c>.</summary>
    public string? License { get; init; }

    /// <summary>Attributes that must all be recorded, by letter or full name.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>The fewest images.</summary>
    public long? MinimumImages { get; init; }

    internal Predicate<CatalogueEntry> Compile()
    {
        string? country = CountryCode();
        RegionSet? set = Set is null
            ? null
            : RegionSet.All.FirstOrDefault(known => known.Id == Set)
                ?? throw new Catalogs.UnknownNameException("Set", Set, [.. RegionSet.All.Select(known => known.Id)]);
        string[] attributes = [.. Attributes.Select(Letter)];
        return entry => Matches(entry.Model, Model) && Matches(entry.Language ?? "none", Language)
            && Matches(entry.Region, Organ)
            && Matches(entry.Modality, Modality) && (country is null || (entry.OriginAlpha3 ?? "multiple") == country)
            && (License is null || Matches(entry.License ?? "none", License)
                || Matches(entry.LicenseId ?? "none", License))
            && attributes.All(entry.Demographics.Contains) && (MinimumImages is null || entry.Images >= MinimumImages)
            && HasPlace(entry, set) && HasText(entry);
    }

    private static bool Matches(string value, string? wanted) =>
        wanted is null || string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);

    private static string Letter(string attribute) =>
        CatalogueEntry.AttributeNames.FirstOrDefault(pair => Matches(pair.Key, attribute)
            || Matches(pair.Value, attribute)).Key
        ?? throw new Catalogs.UnknownNameException("Attribute", attribute, [.. CatalogueEntry.AttributeNames.Values]);

    private string? CountryCode() => Country is null
        ? null
        : string.Equals(Country, "multiple", StringComparison.OrdinalIgnoreCase)
            ? "multiple"
            : CountryTable.Find(Country)?.Alpha3
                ?? throw new Catalogs.UnknownNameException("Country", Country,
                    [.. CountryTable.All.Select(known => known.Name)]);

    private bool HasPlace(CatalogueEntry entry, RegionSet? set)
    {
        if (UnRegion is null && Income is null && set is null)
        {
            return true;
        }

        return CountryTable.Find(entry.OriginAlpha3) is { } place
            && (UnRegion is null || Matches(place.UnRegion ?? string.Empty, UnRegion)
                || Matches(place.UnSubregion ?? string.Empty, UnRegion))
            && Matches(place.Income ?? "unclassified", Income) && (set is null || set.Contains(place));
    }

    private bool HasText(CatalogueEntry entry) => Text is null
        || new[] { entry.Dataset, entry.Id, entry.Identifier,
            entry.Source }.Concat(entry.Doubts.Select(doubt => doubt.Remark))
            .Any(value => value?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true);
}
