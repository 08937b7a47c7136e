namespace Isonomia.Fairness;

/// <summary>A model against the baseline in one setting: did the gap shrink, and who paid.</summary>
public sealed record ComparisonChange
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The data set, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>Labels and differences, model minus baseline in the better direction; intervals are
    /// simultaneous.</summary>
    public required BaselineChange Change { get; init; }

    /// <summary>Overall value lost for each unit of gap removed; null where the gap did not shrink.</summary>
    public double? PriceOfFairness { get; init; }

    /// <summary>Why the label rests on the point values only: <c>no_replicates</c>, <c>not_paired</c>,
    /// <c>boundary_estimate</c>, <c>unstable_resamples</c>, or null.</summary>
    public string? IntervalUndefined { get; init; }
}
