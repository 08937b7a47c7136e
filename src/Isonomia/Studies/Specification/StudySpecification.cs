namespace Isonomia.Studies;

/// <summary>What <c>study.yaml</c> asks for; docs/guide/studies.md describes every field.</summary>
public sealed record StudySpecification
{
    /// <summary>The study's name.</summary>
    public required string Name { get; init; }

    /// <summary>The seed of every random procedure.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The absolute folder of results.</summary>
    public required string ResultsFolder { get; init; }

    /// <summary>The pictures and what is known about them.</summary>
    public required StudyCohort Cohort { get; init; }

    /// <summary>The encoders, at least one.</summary>
    public required IReadOnlyList<StudyModel> Models { get; init; }

    /// <summary>The labels to predict, at least one.</summary>
    public required IReadOnlyList<StudyLabel> Labels { get; init; }

    /// <summary>The sensitive attributes, at least one.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>How labels are read out of embeddings.</summary>
    public StudyProbe Probe { get; init; } = new();

    /// <summary>How predictions are audited.</summary>
    public StudyAudit Audit { get; init; } = new();

    /// <summary>What the embeddings give away, or null: not looked at.</summary>
    public StudyLeakage? Leakage { get; init; } = new();

    /// <summary>How results change with fewer labels, or null: not looked at.</summary>
    public StudyEfficiency? Efficiency { get; init; }

    /// <summary>How results change from one site to the others, or null: not looked at.</summary>
    public StudyShift? Shift { get; init; }

    /// <summary>Whether and how the cohort's integrity is checked, or null: not looked at.</summary>
    public StudyCheck? Check { get; init; }

    /// <summary>Whether the report shows sample pictures.</summary>
    public bool ShowsPictures { get; init; } = true;

    /// <summary>Sample pictures a group, at least 1.</summary>
    public int PicturesPerGroup { get; init; } = 4;

    /// <summary>Threads, at least 1; no result depends on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
