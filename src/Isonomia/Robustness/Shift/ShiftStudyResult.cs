using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Robustness;

/// <summary>What happens to models trained at one site when they are used at another: plain data, written as
/// <c>shift.json</c>.</summary>
public sealed record ShiftStudyResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.shift/1";

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings.</summary>
    public required string EmbeddingsFingerprint { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The site column.</summary>
    public required string Site { get; init; }

    /// <summary>The metric's id.</summary>
    public required string Metric { get; init; }

    /// <summary>The sites with their sizes, and the ones that were too small.</summary>
    public required IReadOnlyList<ShiftSite> Sites { get; init; }

    /// <summary>One model a training site.</summary>
    public required IReadOnlyList<SiteModel> Models { get; init; }

    /// <summary>Every training site × other site.</summary>
    public required IReadOnlyList<ShiftPair> Pairs { get; init; }

    /// <summary>The fairness transfer table: every pair × attribute.</summary>
    public required IReadOnlyList<GapTransfer> Transfer { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What a reader must know before believing the numbers.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];

    /// <summary>Decisions made while reading.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
