namespace Isonomia.Fairness;

/// <summary>How one metric changed for the groups of one attribute.</summary>
public sealed record BaselineChange
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The levelling-down label, for example <c>levelling_up</c>, <c>levelling_down</c>,
    /// <c>unclear</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The label from the point values alone.</summary>
    public required string PointLabel { get; init; }

    /// <summary>The change of the gap.</summary>
    public double? GapChange { get; init; }

    /// <summary>The change of the worst group's value in the better direction.</summary>
    public double? WorstChange { get; init; }

    /// <summary>The change of each group with simultaneous intervals; <c>B</c> is <c>baseline</c>.</summary>
    public IReadOnlyList<ContrastResult> Groups { get; init; } = [];

    /// <summary>The p-value of the overall change (paired), or null.</summary>
    public double? OverallP { get; init; }

    /// <summary>The change of the overall value, or null.</summary>
    public double? OverallChange { get; init; }
}
