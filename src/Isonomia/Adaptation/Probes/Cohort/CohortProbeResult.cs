using System.Text.Json.Serialization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>What a probe on a cohort learned and wrote: plain data, written as <c>probe.json</c>.</summary>
public sealed record CohortProbeResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.probe/1";

    /// <summary>The cohort's name.</summary>
    public required string Cohort { get; init; }

    /// <summary>The hash of manifest and roles.</summary>
    public required string CohortFingerprint { get; init; }

    /// <summary>The hash of the embeddings.</summary>
    public required string EmbeddingsFingerprint { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary><c>binary</c>, <c>multiclass</c> or <c>regression</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The classes in the order of their scores; the last of two is the positive one. Empty for
    /// regression.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Training rows of every class.</summary>
    public required IReadOnlyList<int> ClassCounts { get; init; }

    /// <summary>The probe's id.</summary>
    public required string Probe { get; init; }

    /// <summary>What the setting is, for example <c>C</c>.</summary>
    public required string SettingName { get; init; }

    /// <summary>The chosen setting.</summary>
    public required double Setting { get; init; }

    /// <summary>Every setting that was tried, judged on validation rows.</summary>
    public required IReadOnlyList<ProbeCandidate> Candidates { get; init; }

    /// <summary>How classes weighed: <c>none</c> or <c>balanced</c>.</summary>
    public required string ClassWeighting { get; init; }

    /// <summary>Patients of each class that trained where shots were asked for, or null.</summary>
    public int? Shots { get; init; }

    /// <summary>The calibration, fitted on validation rows alone, or null.</summary>
    public Calibration? Calibration { get; init; }

    /// <summary>Rows with a label that trained.</summary>
    public required int TrainingCount { get; init; }

    /// <summary>Rows with a label that chose the setting.</summary>
    public required int ValidationCount { get; init; }

    /// <summary>Test rows that were scored.</summary>
    public required int TestCount { get; init; }

    /// <summary>The AUROC on validation rows (optimistic: it chose the setting), or null for regression.</summary>
    public MetricValue? ValidationAuroc { get; init; }

    /// <summary>The AUROC on test rows (three classes and more: mean of one versus rest), or null for
    /// regression.</summary>
    public MetricValue? TestAuroc { get; init; }

    /// <summary>The proxy groups, or null.</summary>
    public ProxyGroupResult? Proxies { get; init; }

    /// <summary>The file name of the predictions.</summary>
    public required string Predictions { get; init; }

    /// <summary>The columns of the predictions that hold scores, in the order of the classes.</summary>
    public required IReadOnlyList<string> ScoreColumns { get; init; }

    /// <summary>The options that make <c>isonomia audit</c> read the predictions as they are meant.</summary>
    public required IReadOnlyList<string> AuditOptions { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>Decisions made while reading and writing.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>The full path of the predictions; not written to JSON.</summary>
    [JsonIgnore]
    public string PredictionsPath { get; init; } = string.Empty;
}
