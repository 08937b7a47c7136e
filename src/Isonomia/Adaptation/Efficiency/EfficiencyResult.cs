using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Performance and gaps by share of labels: plain data, written as <c>efficiency.json</c>.</summary>
/// <remarks>Source: specification, fairness §17.1.</remarks>
public sealed record EfficiencyResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.efficiency/1";

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings.</summary>
    public required string EmbeddingsFingerprint { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The metric's id.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether more of the metric is better.</summary>
    public required bool IsHigherBetter { get; init; }

    /// <summary>The probe's id; every subset has the same grid and the same validation rows.</summary>
    public required string Probe { get; init; }

    /// <summary>The value to be reached, or null where undefined.</summary>
    public double? Target { get; init; }

    /// <summary>Every subset with its overall value.</summary>
    public required IReadOnlyList<EfficiencyRun> Runs { get; init; }

    /// <summary>The overall value over the share of labels.</summary>
    public required EfficiencyCurve Overall { get; init; }

    /// <summary>Worst group, gap and verdicts over the share of labels, an attribute each.</summary>
    public required IReadOnlyList<AttributeEfficiency> Attributes { get; init; }

    /// <summary>Training patients (rows where no patient column was declared).</summary>
    public required int TrainingPatients { get; init; }

    /// <summary>Test rows.</summary>
    public required int TestCount { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>What a reader must know before believing the numbers.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];

    /// <summary>Decisions made while reading.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
