using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>A curated cohort: the selection, and the account of every step.</summary>
public sealed record CurationResult
{
    /// <summary>The name of the format.</summary>
    public string Schema { get; } = "isonomia.curation/1";

    /// <summary>The version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>The request.</summary>
    public required CurationRequest Request { get; init; }

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The cohort's fingerprint.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The fingerprint of the embeddings, or null.</summary>
    public string? EmbeddingFingerprint { get; init; }

    /// <summary>Decisions made while reading.</summary>
    public required IReadOnlyList<ReadingNote> Notes { get; init; }

    /// <summary>The account of each step.</summary>
    public required IReadOnlyList<StepAccount> Steps { get; init; }

    /// <summary>The account from raw to selected.</summary>
    public required StepAccount Total { get; init; }

    /// <summary>Whether every step passes.</summary>
    public bool Passes => Steps.All(step => step.Passes);

    /// <summary>The selection.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Selection Selection { get; init; } = new([]);
}
