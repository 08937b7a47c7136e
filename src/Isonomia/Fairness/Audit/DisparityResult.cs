namespace Isonomia.Fairness;

/// <summary>One aggregation or criterion of one attribute.</summary>
public sealed record DisparityResult
{
    /// <summary>The attribute or crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric id, or the criterion id.</summary>
    public required string Metric { get; init; }

    /// <summary>The aggregation id, or <c>criterion</c>.</summary>
    public required string Aggregation { get; init; }

    /// <summary>The control level it was computed within, or null.</summary>
    public string? Control { get; init; }

    /// <summary>The value, or null where undefined.</summary>
    public double? Value { get; init; }

    /// <summary>The lower end of its interval, or null.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end of its interval, or null.</summary>
    public double? High { get; init; }

    /// <summary>The interval method, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The raw p-value (max-T over all pairs), or null.</summary>
    public double? P { get; init; }

    /// <summary>The p-value adjusted in its family, or null.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>The adjustment and family, for example <c>holm over 12 primary tests</c>, or null.</summary>
    public string? Adjustment { get; init; }

    /// <summary><c>primary</c> or <c>exploratory</c>.</summary>
    public required string Role { get; init; }

    /// <summary><c>disparity_found</c>, <c>no_disparity_found</c>, <c>insufficient_evidence</c>, or null where no
    /// verdict is given.</summary>
    public string? Verdict { get; init; }

    /// <summary>The particulars.</summary>
    public required DisparityDetail Detail { get; init; }
}
