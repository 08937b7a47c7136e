namespace Isonomia.Documentation;

/// <summary>What to count about a catalogue.</summary>
/// <param name="Catalogue">The catalogue; filters are applied before.</param>
public sealed record CatalogueStatisticsRequest(DatasetCatalogue Catalogue)
{
    /// <summary>The id of the set of countries that "Global South" means; see <see cref="RegionSet"/>.</summary>
    public string Set { get; init; } = RegionSet.Default.Id;
}
