namespace Isonomia.Documentation;

/// <summary>Who is in the world's medical imaging data: totals, dimensions, countries and sentences.</summary>
public sealed record CatalogueStatisticsResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.datasets/1";

    /// <summary>Versions of the facts, by name.</summary>
    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    /// <summary>Both totals.</summary>
    public required CatalogueTotals Totals { get; init; }

    /// <summary>The set of countries that shares of the "Global South" mean: its label.</summary>
    public required string SetLabel { get; init; }

    /// <summary>The rule of that set.</summary>
    public required string SetDefinition { get; init; }

    /// <summary>Images of data sets from one country.</summary>
    public required long SingleCountryImages { get; init; }

    /// <summary>Images of data sets from several countries, which are never spread over countries.</summary>
    public required long SeveralCountriesImages { get; init; }

    /// <summary>Every dimension.</summary>
    public required IReadOnlyList<RepresentationTable> Dimensions { get; init; }

    /// <summary>Every country with a population or an image, most images first.</summary>
    public required IReadOnlyList<CountryImages> Countries { get; init; }

    /// <summary>What was measured, in sentences.</summary>
    public required IReadOnlyList<string> Sentences { get; init; }

    /// <summary>The rows that were counted.</summary>
    public required IReadOnlyList<CatalogueEntry> Entries { get; init; }

    /// <summary>Finds a dimension.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The dimension.</returns>
    /// <exception cref="Catalogs.UnknownNameException">There is none of that id.</exception>
    public RepresentationTable Dimension(string id) => Dimensions.FirstOrDefault(dimension => dimension.Id == id)
        ?? throw new Catalogs.UnknownNameException("Dimension", id, [.. Dimensions.Select(dimension => dimension.Id)]);
}
