namespace Isonomia.Fairness;

/// <summary>What a crossing of attributes adds (specification §9).</summary>
public sealed record IntersectionResult
{
    /// <summary>The crossing.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The gap over the crossing's supported cells, or null.</summary>
    public double? Gap { get; init; }

    /// <summary>The gap of the shrunken cell values, or null.</summary>
    public double? GapShrunk { get; init; }

    /// <summary>The gap over the crossing minus the largest gap of its single attributes, or null.</summary>
    public double? Excess { get; init; }

    /// <summary>The lower end of the excess's interval, or null.</summary>
    public double? ExcessLow { get; init; }

    /// <summary>The upper end of the excess's interval, or null.</summary>
    public double? ExcessHigh { get; init; }

    /// <summary>Heterogeneity I², or null.</summary>
    public double? ISquared { get; init; }

    /// <summary>The worst cell.</summary>
    public string? WorstCell { get; init; }

    /// <summary>The pair of cells that is furthest apart.</summary>
    public string? WorstPair { get; init; }

    /// <summary>Raw and shrunken value of each supported cell.</summary>
    public IReadOnlyList<CellResult> Cells { get; init; } = [];

    /// <summary>Cells that are empty or below the floors, by name with the reason.</summary>
    public IReadOnlyList<LeftOutGroup> Unsupported { get; init; } = [];
}
