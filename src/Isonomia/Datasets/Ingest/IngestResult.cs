namespace Isonomia.Datasets;

/// <summary>What an ingest made.</summary>
public sealed record IngestResult
{
    /// <summary>The cohort's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What <c>cohort.json</c> says.</summary>
    public required CohortFacts Facts { get; init; }

    /// <summary>How many files were hashed and looked at in this run; the others were known from an earlier
    /// one.</summary>
    public required long ReadCount { get; init; }
}
