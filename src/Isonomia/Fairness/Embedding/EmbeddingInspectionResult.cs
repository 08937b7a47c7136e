using System.Text.Json.Serialization;

namespace Isonomia.Fairness;

/// <summary>What the leading modes of embeddings tell about groups. Being told apart is not a disparity by
/// itself.</summary>
public sealed record EmbeddingInspectionResult
{
    /// <summary>Rows whose embeddings gave the modes.</summary>
    public required int RowCount { get; init; }

    /// <summary>Rows that were tested: one of each patient.</summary>
    public required int TestedCount { get; init; }

    /// <summary>The width of an embedding.</summary>
    public required int Width { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The modes, largest variance first.</summary>
    public required IReadOnlyList<EmbeddingMode> Modes { get; init; }

    /// <summary>Every mode × pair of groups or labels, one Benjamini–Yekutieli family.</summary>
    public required IReadOnlyList<ModeTest> Tests { get; init; }

    /// <summary>The tests repeated with the mix of age and label held equal, an attribute each; empty without age and
    /// label.</summary>
    public IReadOnlyList<MatchedModes> Matched { get; init; } = [];

    /// <summary>The maximum mean discrepancies, where asked for.</summary>
    public IReadOnlyList<EmbeddingDiscrepancy> Discrepancies { get; init; } = [];

    /// <summary>What a reader must know before believing the numbers.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];

    /// <summary>The place of every row along every mode, shape [k][n], for a map; not written to JSON.</summary>
    [JsonIgnore]
    public IReadOnlyList<double[]> Scores { get; init; } = [];
}
