namespace Isonomia.Fairness;

/// <summary>The values of one metric in the groups of one attribute.</summary>
public readonly ref struct GroupValues
{
    /// <summary>The values, NaN where undefined, shape [K].</summary>
    public required ReadOnlySpan<double> Values { get; init; }

    /// <summary>The weight (or row count) of each group, shape [K].</summary>
    public required ReadOnlySpan<double> Sizes { get; init; }

    /// <summary>The value over all rows, NaN where undefined.</summary>
    public required double Overall { get; init; }

    /// <summary>Which group the others are compared with: given, or the largest.</summary>
    public required int Reference { get; init; }

    /// <summary>Which way the metric is better.</summary>
    public required Direction Better { get; init; }
}
