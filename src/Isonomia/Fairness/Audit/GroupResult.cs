namespace Isonomia.Fairness;

/// <summary>One group of one attribute.</summary>
public sealed record GroupResult
{
    /// <summary>The attribute or crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The group's name; <c>(missing)</c> for rows without a value.</summary>
    public required string Group { get; init; }

    /// <summary>Rows.</summary>
    public required long N { get; init; }

    /// <summary>Patients.</summary>
    public required long Units { get; init; }

    /// <summary>Rows with a positive label, or null for tasks without one.</summary>
    public long? Positives { get; init; }

    /// <summary>Rows with a negative label, or null for tasks without one.</summary>
    public long? Negatives { get; init; }

    /// <summary>The share of audited rows in this group.</summary>
    public required double Share { get; init; }

    /// <summary>Whether these are the rows without a value.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Whether this is a cell of a crossing.</summary>
    public bool IsIntersection { get; init; }

    /// <summary>Whether this is the reference group.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether the group is below a floor and therefore left out of contrasts and verdicts.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Which floor it is below, in words, or null.</summary>
    public string? SmallReason { get; init; }

    /// <summary>The metrics by id.</summary>
    public required IReadOnlyDictionary<string, MetricValue> Metrics { get; init; }
}
