using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Integrity;
using Isonomia.Robustness;

namespace Isonomia.Studies;

/// <summary>What a study found, for a report and for machines: the audits, and everything around them.</summary>
public sealed record StudyResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.study-result/1";

    /// <summary>What was asked.</summary>
    public required StudySpecification Study { get; init; }

    /// <summary>The cohort's facts, or null where a plain table was used.</summary>
    public required CohortFacts Cohort { get; init; }

    /// <summary>The cells of the matrix, in order.</summary>
    public required IReadOnlyList<StudyCell> Cells { get; init; }

    /// <summary>The audit of every cell, in the order of <see cref="Cells"/>.</summary>
    public required IReadOnlyList<AuditResult> Audits { get; init; }

    /// <summary>The comparison of the cells, or null where there is one model.</summary>
    public ComparisonResult? Benchmark { get; init; }

    /// <summary>What every model's embeddings give away, by model; empty where it was not asked for.</summary>
    public required IReadOnlyDictionary<string, LeakageResult> Leakages { get; init; }

    /// <summary>Metric and gap over the share of labels, by model; empty where it was not asked for.</summary>
    public IReadOnlyDictionary<string, EfficiencyResult> Efficiencies { get; init; } =
        new SortedDictionary<string, EfficiencyResult>();

    /// <summary>The shift between sites, by model; empty where it was not asked for.</summary>
    public IReadOnlyDictionary<string, ShiftStudyResult> Shifts { get; init; } =
        new SortedDictionary<string, ShiftStudyResult>();

    /// <summary>The map of every model's embeddings, by model.</summary>
    public required IReadOnlyDictionary<string, EmbeddingMap> Maps { get; init; }

    /// <summary>What the checks of the cohort found, or null where they were not asked for.</summary>
    public IntegrityResult? Integrity { get; init; }

    /// <summary>Sample pictures, an entry a group; empty where they were not asked for.</summary>
    public IReadOnlyList<GroupPictures> Pictures { get; init; } = [];

    /// <summary>What every stage was made from, how long it ran and what energy it took.</summary>
    public required IReadOnlyList<StageRecord> Stages { get; init; }

    /// <summary>The absolute folder of results.</summary>
    public string Folder => Study.ResultsFolder;
}
