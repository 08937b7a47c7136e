namespace Isonomia.Integrity;

/// <summary>What one check found.</summary>
public sealed record CheckResult
{
    /// <summary>The check's id.</summary>
    public required string Id { get; init; }

    /// <summary>The check's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it ran, and whether it found something.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>How bad the finding is; null where nothing was found.</summary>
    public CheckSeverity? Severity { get; init; }

    /// <summary>What was found, or why the check could not run, in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>What is counted.</summary>
    public required string Unit { get; init; }

    /// <summary>How many of the unit the finding names.</summary>
    public required long Count { get; init; }

    /// <summary>How many of the unit were looked at; 0 where that is not countable.</summary>
    public required long Of { get; init; }

    /// <summary>The thresholds as they were used.</summary>
    public required IReadOnlyDictionary<string, double> Settings { get; init; }

    /// <summary>The numbers behind the finding.</summary>
    public IReadOnlyList<CheckMeasure> Measures { get; init; } = [];

    /// <summary>Ids of samples that the finding names, the first ones only; never ids or values of patients.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [];

    /// <summary>Samples that show the finding together, the first ones only.</summary>
    public IReadOnlyList<CheckEvidence> Evidence { get; init; } = [];

    /// <summary>How many samples of each group the finding names.</summary>
    public IReadOnlyList<CheckGroup> Groups { get; init; } = [];

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>What an audit would get wrong if nothing is done.</summary>
    public required string AuditEffect { get; init; }

    /// <summary>The reason for which the finding was accepted by name, or null.</summary>
    public string? Accepted { get; init; }
}
