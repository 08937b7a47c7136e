using System.Text.Json.Serialization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>What a mitigation did: plain data, written as <c>adapt.json</c>.</summary>
public sealed record CohortMitigationResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.adapt/1";

    /// <summary>The cohort's or the table's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles, or of the table.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings, or null for a table of predictions.</summary>
    public string? EmbeddingsFingerprint { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The attribute that the method worked on.</summary>
    public required string Attribute { get; init; }

    /// <summary>Rows of every group and label among the rows that were trained or fitted on.</summary>
    public required IReadOnlyDictionary<string, int> CellCounts { get; init; }

    /// <summary>Rows that were trained or fitted on and whose group is unknown.</summary>
    public required int RowsWithoutGroup { get; init; }

    /// <summary>The method's id.</summary>
    public required string Method { get; init; }

    /// <summary><c>pre</c>, <c>in</c> or <c>post</c>.</summary>
    public required string Stage { get; init; }

    /// <summary>Whether the attribute of the rows that are judged was used: flagged wherever this is shown.</summary>
    public required bool UsesAttributeAtTest { get; init; }

    /// <summary>Whether decisions are drawn.</summary>
    public required bool IsRandomized { get; init; }

    /// <summary>The hyper-parameters.</summary>
    public required IReadOnlyDictionary<string, double> Settings { get; init; }

    /// <summary>How heads were trained, or null for a table of predictions.</summary>
    public TrainingOptions? Training { get; init; }

    /// <summary>Rows that trained, chose and are judged.</summary>
    public required IReadOnlyList<int> SplitSizes { get; init; }

    /// <summary>Epochs trained and the epoch that was kept; 0 where none was.</summary>
    public IReadOnlyList<int> Epochs { get; init; } = [];

    /// <summary>How many classifiers were trained, plain training not counted.</summary>
    public int Trainings { get; init; }

    /// <summary>What was fitted afterwards, by group.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Fitted { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>Expected rates by group on the test rows, decisions in expectation: before and after.</summary>
    public required IReadOnlyList<GroupDecisionRates> Rates { get; init; }

    /// <summary>The comparison with plain training on the same rows, by AUROC or, where the method decides, balanced
    /// accuracy; paired intervals and the levelling-down label.</summary>
    public ComparisonResult? Comparison { get; init; }

    /// <summary>The columns of the predictions that hold scores or decisions.</summary>
    public required IReadOnlyList<string> AuditOptions { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>What a reader must know.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The full path of the predictions; not written to JSON.</summary>
    [JsonIgnore]
    public string PredictionsPath { get; init; } = string.Empty;
}
