namespace Isonomia.Documentation;

/// <summary>Everything the program can say about a cohort: plain data behind the page, the cards and the Croissant
/// file.</summary>
public sealed record CohortDocument
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.cohort_document/1";

    /// <summary>The cohort's name.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 over the manifest and its roles.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The SHA-256 of the manifest file.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>The manifest's file name.</summary>
    public required string ManifestName { get; init; }

    /// <summary>The manifest's size in bytes.</summary>
    public required long ManifestBytes { get; init; }

    /// <summary>Versions of what it was computed with, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The seed of the permutations and the bootstrap.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Images.</summary>
    public required int Images { get; init; }

    /// <summary>Patients; images where no patient column was declared.</summary>
    public required int Patients { get; init; }

    /// <summary>The column with DICOM's Series Instance UID, or null.</summary>
    public string? SeriesColumn { get; init; }

    /// <summary>How many series there are, or null without that column.</summary>
    public int? Series { get; init; }

    /// <summary>Whether a patient column was declared.</summary>
    public required bool HasPatients { get; init; }

    /// <summary>Whether there is a column of pictures.</summary>
    public required bool HasImages { get; init; }

    /// <summary>The columns and their roles.</summary>
    public required IReadOnlyList<Datasets.CohortColumn> Columns { get; init; }

    /// <summary>The splits, and <see cref="SharedPatients"/> between them.</summary>
    public required IReadOnlyList<SplitCount> Splits { get; init; }

    /// <summary>Patients in more than one split.</summary>
    public required int SharedPatients { get; init; }

    /// <summary>The attributes.</summary>
    public required IReadOnlyList<AttributeProfile> Attributes { get; init; }

    /// <summary>Crossings of two attributes.</summary>
    public required IReadOnlyList<IntersectionCell> Intersections { get; init; }

    /// <summary>Patients with every attribute known.</summary>
    public required int CompletePatients { get; init; }

    /// <summary>Who lacks what.</summary>
    public required IReadOnlyList<MissingPattern> MissingPatterns { get; init; }

    /// <summary>Whether attributes are missing at random as far as data can say.</summary>
    public required IReadOnlyList<MissingnessProfile> Missingness { get; init; }

    /// <summary>Little's test of missing completely at random over numeric columns, or null where there are fewer than
    /// two.</summary>
    public LittleTest? Little { get; init; }

    /// <summary>The labels: prevalence overall.</summary>
    public required IReadOnlyList<PrevalenceRow> Labels { get; init; }

    /// <summary>Prevalence by group of every attribute and fact.</summary>
    public required IReadOnlyList<PrevalenceRow> Prevalence { get; init; }

    /// <summary>How labels, attributes and facts hang together.</summary>
    public required IReadOnlyList<AssociationRow> Associations { get; init; }

    /// <summary>Facts about acquisition: patients and images by value.</summary>
    public required IReadOnlyList<AttributeProfile> Acquisition { get; init; }

    /// <summary>Attributes against a reference population.</summary>
    public required IReadOnlyList<ReferenceComparison> References { get; init; }

    /// <summary>Attributes against the people who are ill.</summary>
    public IReadOnlyList<BurdenComparison> Burdens { get; init; } = [];

    /// <summary>Patients and images whose consent was withdrawn, or null where no list was given.</summary>
    public WithdrawnCount? Withdrawn { get; init; }

    /// <summary>What the integrity check found, or null where none was given.</summary>
    public IntegritySummary? Integrity { get; init; }

    /// <summary>What curation did before, or null where no curation was given.</summary>
    public CurationSummary? Curation { get; init; }

    /// <summary>Which gaps an audit could find.</summary>
    public required IReadOnlyList<PowerRow> Power { get; init; }

    /// <summary>What the data can support, ten dimensions.</summary>
    public required IReadOnlyList<ReadinessDimension> Readiness { get; init; }

    /// <summary>Columns of texts.</summary>
    public required IReadOnlyList<TextProfile> Texts { get; init; }

    /// <summary>Whether the asked use is allowed.</summary>
    public required GateDecision Gate { get; init; }

    /// <summary>What a reader must know.</summary>
    public required IReadOnlyList<DocumentNote> Notes { get; init; }
}
