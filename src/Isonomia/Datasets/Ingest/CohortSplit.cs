namespace Isonomia.Datasets;

/// <summary>How a cohort is split.</summary>
public sealed record CohortSplit
{
    /// <summary>The split column.</summary>
    public required string Column { get; init; }

    /// <summary>Whether the split was made by the ingest; otherwise the table had it.</summary>
    public required bool IsMade { get; init; }

    /// <summary>The seed of a split that was made, otherwise null.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The shares that were asked for, otherwise null.</summary>
    public IReadOnlyList<double>? Shares { get; init; }

    /// <summary>The labels and attributes whose levels were kept even across the parts.</summary>
    public IReadOnlyList<string> StratifiedBy { get; init; } = [];

    /// <summary>The unit that is never in two parts of a split that was made; null where every sample stood for
    /// itself.</summary>
    public string? Unit { get; init; }

    /// <summary>The parts, in order of name (training, validation, test where the split was made).</summary>
    public required IReadOnlyList<CohortSplitPart> Parts { get; init; }

    /// <summary>How many units are in two or more parts; more than 0 only in a split that the table had.</summary>
    public required long OverlapCount { get; init; }
}
