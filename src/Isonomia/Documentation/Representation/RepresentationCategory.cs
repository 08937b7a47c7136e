namespace Isonomia.Documentation;

/// <summary>One category of a dimension.</summary>
/// <param name="Name">The category.</param>
/// <param name="Datasets">How many data sets it has.</param>
/// <param name="Images">How many images.</param>
/// <param name="Share">Images over the images of the dimension (see <see cref="RepresentationTable.Denominator"/>), or
/// null where
/// there are none.</param>
/// <param name="Population">People in the reference population, or null where the dimension has none.</param>
/// <param name="ReferenceShare">Their share of the reference population, or null.</param>
/// <param name="Ratio">Share over reference share; null where a share is missing or the reference is 0.</param>
/// <param name="Log2Ratio">Its binary logarithm; null where the ratio is 0 or missing.</param>
/// <param name="ImagesPerMillion">Images for a million people, or null.</param>
public sealed record RepresentationCategory(
    string Name,
    int Datasets,
    long Images,
    double? Share,
    long? Population = null,
    double? ReferenceShare = null,
    double? Ratio = null,
    double? Log2Ratio = null,
    double? ImagesPerMillion = null)
{
    /// <summary>What a ratio between 0.8 and 1.25 is called, or where the category stands otherwise; null without a
    /// ratio.</summary>
    public string? Reading => Ratio switch
    {
        null => null,
        0 => "no image",
        < 0.8 => "fewer images than people",
        <= 1.25 => "near proportional",
        _ => "more images than people",
    };
}
