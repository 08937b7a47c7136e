namespace Isonomia.Datasets;

/// <summary>What <c>cohort.json</c> says about an ingested cohort; schema <c>isonomia.cohort/1</c>.</summary>
public sealed record CohortFacts
{
    /// <summary>The schema's id.</summary>
    public const string SchemaId = "isonomia.cohort/1";

    /// <summary>The name of the table of samples inside the cohort's folder.</summary>
    public const string ManifestName = "manifest.parquet";

    /// <summary>The name of this file inside the cohort's folder.</summary>
    public const string FileName = "cohort.json";

    /// <summary>The schema of the file: <see cref="SchemaId"/>.</summary>
    public required string Schema { get; init; }

    /// <summary>The cohort's name.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of <c>manifest.parquet</c>, lower-case hexadecimal.</summary>
    public required string ManifestSha256 { get; init; }

    /// <summary>How many samples there are.</summary>
    public required long SampleCount { get; init; }

    /// <summary>The folder that picture files are relative to: absolute, or relative to the cohort's folder.</summary>
    public required string Root { get; init; }

    /// <summary>The columns in their roles.</summary>
    public required IReadOnlyList<CohortColumn> Columns { get; init; }

    /// <summary>Text that means "unknown" besides the empty cell.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = [];

    /// <summary>When the cohort was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>What made it: the program and the decoders, with their versions.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the samples come from.</summary>
    public IReadOnlyList<CohortOrigin> Sources { get; init; } = [];

    /// <summary>How many patients (units) there are, or null where none was declared.</summary>
    public long? UnitCount { get; init; }

    /// <summary>The split, or null where there is none.</summary>
    public CohortSplit? Split { get; init; }

    /// <summary>Decisions made while ingesting, which every report must show.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>What is not in the cohort, each with its reason.</summary>
    public IReadOnlyList<UnreadableFile> Unreadable { get; init; } = [];
}
