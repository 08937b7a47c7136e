using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Where the pictures of a study come from: an ingested cohort, sources to ingest, or generated
/// phantoms.</summary>
public sealed record StudyCohort
{
    /// <summary>The folder of an ingested cohort, or null.</summary>
    public string? Folder { get; init; }

    /// <summary>What to ingest into the study's results, or null; labels, attributes, seed and output are the
    /// study's.</summary>
    public IngestRequest? Ingest { get; init; }

    /// <summary>Phantom radiographs to make and ingest, or null.</summary>
    public PhantomCohortRequest? Phantom { get; init; }

    /// <summary>The patient column of an ingested cohort, or null: as ingested.</summary>
    public string? Unit { get; init; }

    /// <summary>The split column of an ingested cohort, or null: as ingested.</summary>
    public string? Split { get; init; }
}
