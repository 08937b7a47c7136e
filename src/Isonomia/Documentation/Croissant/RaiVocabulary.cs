namespace Isonomia.Documentation;

/// <summary>The twenty properties of the Croissant Responsible AI vocabulary 1.0.</summary>
/// <remarks>Source: https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html. The reference library spells two
/// of them
/// otherwise; both spellings are read, the specified one is written.</remarks>
public static class RaiVocabulary
{
    /// <summary>The address to declare in conformsTo.</summary>
    public const string ConformsTo = "http://mlcommons.org/croissant/RAI/1.0";

    /// <summary>The properties, without prefix, in the order of the vocabulary.</summary>
    public static IReadOnlyList<string> Properties { get; } =
    [
        "dataCollection", "dataCollectionType", "dataCollectionMissingData", "dataCollectionRawData",
            "dataCollectionTimeframe",
        "dataPreprocessingProtocol", "dataImputationProtocol", "dataManipulationProtocol", "dataReleaseMaintenancePlan",
        "personalSensitiveInformation", "dataAnnotationProtocol", "dataAnnotationPlatform", "dataAnnotationAnalysis",
            "annotationsPerItem",
        "annotatorDemographics", "machineAnnotationTools", "dataSocialImpact", "dataBiases", "dataLimitations",
            "dataUseCases",
    ];

    /// <summary>The sixteen recommended values of dataCollectionType.</summary>
    public static IReadOnlyList<string> CollectionTypes { get; } =
    [
        "Surveys", "Secondary Data analysis", "Physical data collection", "Direct measurement", "Document analysis",
            "Manual Human Curator",
        "Software Collection", "Experiments", "Web Scraping", "Web API", "Focus groups", "Self-reporting",
            "Customer feedback data",
        "User-generated content data", "Passive Data Collection", "Others",
    ];

    /// <summary>The reference library's own spellings, by the specified one.</summary>
    internal static IReadOnlyDictionary<string, string> OtherSpellings { get; } = new Dictionary<string,
        string>(StringComparer.Ordinal)
    {
        ["dataCollectionTimeframe"] = "dataCollectionTimeFrame",
        ["dataManipulationProtocol"] = "dataDataManipulationProtocol",
    };
}
