namespace Isonomia.Documentation;

/// <summary>A field of a datasheet.</summary>
/// <param name="Id">The id.</param>
/// <param name="Section">The section it stands in.</param>
/// <param name="Asks">What it asks.</param>
/// <param name="IsHuman">Whether only a person can answer; the others are filled by the program and made anew on every
/// run.</param>
/// <param name="Rai">The Responsible AI property an answer goes to, or null.</param>
public sealed record DatasheetField(string Id, string Section, string Asks, bool IsHuman, string? Rai = null)
{
    /// <summary>Every field, in the order of the datasheet.</summary>
    public static IReadOnlyList<DatasheetField> All { get; } =
    [
        Human("name", "Identity", "What is the data set called?"),
        Human("version", "Identity", "Which version is this (MAJOR.MINOR.PATCH)?"),
        Human("date_published", "Identity", "On which day was it published (yyyy-MM-dd)?"),
        Human("url", "Identity", "Where is it found?"),
        Human("citation", "Identity", "How is it cited?"),
        Human("creators", "Identity", "Who made it?"),
        Human("publisher", "Identity", "Who publishes it?"),
        Human("funding", "Identity", "Who paid for it?"),
        Human("license", "Identity", "Under which licence is it?"),
        Human("use_terms", "Identity", "Which terms go beyond the licence?"),
        Machine("gate", "Identity", "May it be used as asked?"),
        Human("purpose", "Motivation", "Why was it made?", "dataUseCases"),
        Human("gap_filled", "Motivation", "Which gap does it fill?"),
        Machine("counts", "Composition", "How many images, patients and splits are there?"),
        Human("modality", "Composition", "What do the images show, and how were they made?"),
        Human("labels", "Composition", "What is labelled, and what do the labels mean?"),
        Machine("prevalence", "Composition", "How often are the findings, by group?"),
        Machine("language", "Composition", "In which languages are the texts?"),
        Human("relations", "Composition", "Which other data sets does it contain, overlap with or come from?"),
        Human("collection", "Collection", "How, when and where were the data collected?", "dataCollection"),
        Human("timeframe", "Collection", "From when to when (ISO 8601)?", "dataCollectionTimeframe"),
        Human("setting", "Collection", "In which setting (screening, clinic, emergency, trial)?"),
        Human("inclusion", "Collection", "Who could enter, and who could not?"),
        Machine("acquisition", "Collection", "Which sites, devices and views are there?", "dataCollectionRawData"),
        Human("consent", "Collection", "Was there consent or a waiver?", "personalSensitiveInformation"),
        Human("ethics", "Collection", "Which board decided, when, under which number?"),
        Machine("withdrawal", "Collection", "Has anybody withdrawn consent?"),
        Machine("demographics", "People", "Who is in it?", "personalSensitiveInformation"),
        Machine("completeness", "People", "Which attributes are missing, for whom?", "dataCollectionMissingData"),
        Machine("representation", "People", "How does it compare with a reference population?"),
        Human("preprocessing", "Processing", "What was done to the data, in which order, with which tools?",
            "dataPreprocessingProtocol"),
        Human("deidentification", "Processing", "How were persons made unidentifiable?", "dataManipulationProtocol"),
        Machine("curation_account", "Processing", "Who was removed by curation?", "dataManipulationProtocol"),
        Human("imputation", "Processing", "Were values filled in, and how?", "dataImputationProtocol"),
        Human("label_source", "Labels", "Who or what made the labels?", "dataAnnotationProtocol"),
        Human("annotators", "Labels", "Who were the annotators?", "annotatorDemographics"),
        Human("annotations_per_item", "Labels", "How many annotations does an item have?", "annotationsPerItem"),
        Human("agreement", "Labels", "How well do annotators agree, by group?", "dataAnnotationAnalysis"),
        Machine("confounding", "Quality", "What hangs together that should not?", "dataLimitations"),
        Machine("readiness", "Quality", "Which audits can the data support?"),
        Machine("integrity", "Quality", "Which integrity findings are there?"),
        Human("label_noise", "Quality", "How many labels are wrong, by which estimate?", "dataLimitations"),
        Human("known_biases", "Use", "Which biases are known?", "dataBiases"),
        Human("limitations", "Use", "What are its limits?", "dataLimitations"),
        Human("intended_use", "Use", "For what should it be used?", "dataUseCases"),
        Human("prohibited_use", "Use", "For what must it not be used?"),
        Human("social_impact", "Use", "On whom can its use have which effect?", "dataSocialImpact"),
        Human("access", "Distribution", "How is it accessed?"),
        Machine("files", "Distribution", "Which files are there, with which checksums?"),
        Human("maintenance", "Maintenance", "Who looks after it, how long, how is data withdrawn?",
            "dataReleaseMaintenancePlan"),
        Human("errata", "Maintenance", "Where are mistakes reported and listed?"),
        Human("retention", "Maintenance", "How long is it kept?"),
        Human("contact", "Maintenance", "Whom does one ask?"),
    ];

    private static DatasheetField Human(string id, string section, string asks, string? rai = null) =>
        new(id, section, asks, true, rai);

    private static DatasheetField Machine(string id, string section, string asks, string? rai = null) =>
        new(id, section, asks, false, rai);
}
