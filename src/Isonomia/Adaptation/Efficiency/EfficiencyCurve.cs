namespace Isonomia.Adaptation;

/// <summary>One number over the share of labels, with its summaries.</summary>
public sealed record EfficiencyCurve
{
    /// <summary>The shares, ascending.</summary>
    public required IReadOnlyList<double> Fractions { get; init; }

    /// <summary>The mean over the sequences at each share, null where undefined.</summary>
    public required IReadOnlyList<double?> Mean { get; init; }

    /// <summary>The standard deviation over the sequences (n − 1) at each share; null where all share one
    /// subset.</summary>
    public required IReadOnlyList<double?> Deviation { get; init; }

    /// <summary>The area under the mean over log2 of the share, divided by the range, or null.</summary>
    public double? Area { get; init; }

    /// <summary>The first share of the grid that reaches the target, or null: never.</summary>
    public double? FractionToMatch { get; init; }

    /// <summary>The same, interpolated in log2 of the share, or null.</summary>
    public double? FractionToMatchInterpolated { get; init; }

    /// <summary>The change for each doubling of labels (least squares), or null.</summary>
    public double? SlopePerDoubling { get; init; }

    /// <summary>The lower end of its percentile interval over resampled sequences and patients, or null.</summary>
    public double? SlopeLow { get; init; }

    /// <summary>The upper end, or null.</summary>
    public double? SlopeHigh { get; init; }
}
