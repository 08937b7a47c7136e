namespace Isonomia.Documentation;

/// <summary>The images of data sets that come from one country alone.</summary>
/// <param name="Alpha3">The alpha-3 code.</param>
/// <param name="Numeric">The numeric code, which the world map knows.</param>
/// <param name="Name">The country.</param>
/// <param name="UnRegion">Its UN region, or null.</param>
/// <param name="Income">Its income group, or null.</param>
/// <param name="IsInSet">Whether it is in the named set.</param>
/// <param name="Population">People in 2024, or null.</param>
/// <param name="Datasets">Data sets from this country alone.</param>
/// <param name="Images">Their images.</param>
/// <param name="ImagesPerMillion">Images for a million people, or null without a population.</param>
public sealed record CountryImages(
    string Alpha3,
    string Numeric,
    string Name,
    string? UnRegion,
    string? Income,
    bool IsInSet,
    long? Population,
    int Datasets,
    long Images,
    double? ImagesPerMillion);
