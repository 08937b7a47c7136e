using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What an audit found: plain data, everything needed to read it and to recompute it.</summary>
public sealed record AuditResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.audit/1";

    /// <summary>What was asked.</summary>
    public required AuditRequest Request { get; init; }

    /// <summary>The audited model's name where the table holds several, or null.</summary>
    public string? Model { get; init; }

    /// <summary>The bytes it was computed from.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>The seed of every random procedure.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Versions of the product and of what it computes with, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The task, for example <c>binary</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The parity preset.</summary>
    public required string Parity { get; init; }

    /// <summary>How decisions were made; null for tasks without a threshold.</summary>
    public ThresholdResult? Threshold { get; init; }

    /// <summary>What a reader must know before believing the numbers: never silent.</summary>
    public required IReadOnlyList<AuditFlag> Flags { get; init; }

    /// <summary>The answer in one place: verdict, counts, the worst-served group, sentences.</summary>
    public required AuditVerdict Verdict { get; init; }

    /// <summary>Every metric over all audited rows, by metric id.</summary>
    public required IReadOnlyDictionary<string, MetricValue> Overall { get; init; }

    /// <summary>The size of the audited data.</summary>
    public required SampleSize Size { get; init; }

    /// <summary>Every group of every attribute and crossing, <c>(missing)</c> included.</summary>
    public required IReadOnlyList<GroupResult> Groups { get; init; }

    /// <summary>Every aggregation and criterion of every attribute.</summary>
    public required IReadOnlyList<DisparityResult> Disparities { get; init; }

    /// <summary>What the crossings add.</summary>
    public IReadOnlyList<IntersectionResult> Intersections { get; init; } = [];

    /// <summary>How the conclusion changes with the definition.</summary>
    public IReadOnlyList<DefinitionResult> Definitions { get; init; } = [];

    /// <summary>Who is in the data, an attribute each.</summary>
    public IReadOnlyList<CompositionResult> Composition { get; init; } = [];

    /// <summary>Curves by attribute and group, for plots; overall has the attribute <c>overall</c>.</summary>
    public IReadOnlyList<GroupCurves> Curves { get; init; } = [];

    /// <summary>Rates as the threshold moves, an attribute each.</summary>
    public IReadOnlyList<ThresholdSweep> Sweeps { get; init; } = [];

    /// <summary>Numbers that compare two groups or describe an attribute as a whole; shown, not judged.</summary>
    public IReadOnlyList<PairResult> Pairs { get; init; } = [];

    /// <summary>How differently the scores are distributed in every pair of groups, overall and within
    /// labels.</summary>
    public IReadOnlyList<DistributionTest> Distributions { get; init; } = [];

    /// <summary>What was read off the embeddings, or null: none were given.</summary>
    public EmbeddingInspectionResult? Embeddings { get; init; }

    /// <summary>Numbers that need no groups, for example individual fairness, by id.</summary>
    public IReadOnlyDictionary<string, MetricValue> Individual { get; init; } = new Dictionary<string, MetricValue>();

    /// <summary>What was not computed, where and why.</summary>
    public IReadOnlyList<UndefinedResult> Undefined { get; init; } = [];

    /// <summary>The gates and whether they held.</summary>
    public IReadOnlyList<GateResult> Gates { get; init; } = [];

    /// <summary>The comparison with a baseline, or null.</summary>
    public BaselineResult? Baseline { get; init; }

    /// <summary>Decisions made while reading the table.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];

    /// <summary>Under a parity preset, the numbers that library reports, by its definitions and under its
    /// names.</summary>
    public IReadOnlyList<ParityResult> ParityValues { get; init; } = [];
}
