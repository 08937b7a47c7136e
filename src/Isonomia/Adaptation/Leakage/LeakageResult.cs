using System.Text.Json.Serialization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>What embeddings give away about the people of a cohort: plain data, written as
/// <c>leakage.json</c>.</summary>
public sealed record LeakageResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.leakage/1";

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings.</summary>
    public required string EmbeddingsFingerprint { get; init; }

    /// <summary>Samples with an embedding.</summary>
    public required int RowCount { get; init; }

    /// <summary>Patients among them, or null where no patient column was declared.</summary>
    public int? PatientCount { get; init; }

    /// <summary>The width of an embedding.</summary>
    public required int Width { get; init; }

    /// <summary>The label within whose classes leakage was also measured, or null.</summary>
    public string? Label { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The attributes, in the order they were declared.</summary>
    public required IReadOnlyList<AttributeLeakage> Attributes { get; init; }

    /// <summary>The leading modes and their tests.</summary>
    public required EmbeddingInspectionResult Inspection { get; init; }

    /// <summary>The proxy groups, or null where none were asked for.</summary>
    public ProxyGroupResult? Proxies { get; init; }

    /// <summary>What a reader must know before believing the numbers.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];

    /// <summary>Decisions made while reading.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The ids of the rows, for a table of proxy groups or a map; not written to JSON.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Ids { get; init; } = [];
}
