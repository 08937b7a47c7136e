namespace Isonomia.Fairness;

/// <summary>What the inference core found; the runner adds composition, curves and words.</summary>
internal sealed record InferenceResult
{
    /// <summary>Every metric over all audited rows, by id.</summary>
    public required IReadOnlyDictionary<string, MetricValue> Overall { get; init; }

    /// <summary>Every group of every grouping; declared groups that do not occur are listed with no rows.</summary>
    public required IReadOnlyList<GroupResult> Groups { get; init; }

    /// <summary>Every aggregation and criterion of every grouping, primary criteria first.</summary>
    public required IReadOnlyList<DisparityResult> Disparities { get; init; }

    /// <summary>What the crossings add.</summary>
    public required IReadOnlyList<IntersectionResult> Intersections { get; init; }

    /// <summary>The most severe verdict over the primary criteria of single attributes, or null where none was
    /// asked.</summary>
    public string? Verdict { get; init; }

    /// <summary>Flags of the inference as a whole.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];
}
