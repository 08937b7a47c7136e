namespace Isonomia.Fairness;

/// <summary>A number that compares two groups, or describes all groups of an attribute together; shown, not
/// judged.</summary>
public sealed record PairResult
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The id, for example <c>xauc</c>, <c>abroca</c>, <c>cdd@strata</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The first group, or the pair that a largest value belongs to is farthest apart in; null where all
    /// groups enter alike.</summary>
    public string? A { get; init; }

    /// <summary>The second group; <c>(rest)</c> for all others, <c>(all)</c> for all rows; null where all groups enter
    /// alike.</summary>
    public string? B { get; init; }

    /// <summary>The value with its interval.</summary>
    public required MetricValue Value { get; init; }
}
