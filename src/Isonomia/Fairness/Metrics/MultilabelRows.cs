namespace Isonomia.Fairness;

/// <summary>The rows of one group of a multilabel task; unknown labels are masked.</summary>
public readonly ref struct MultilabelRows
{
    /// <summary>How many labels there are, L.</summary>
    public required int LabelCount { get; init; }

    /// <summary>The labels (1, 0, -1 unknown), label-major, shape [L, n].</summary>
    public required ReadOnlySpan<sbyte> Labels { get; init; }

    /// <summary>The scores, label-major, shape [L, n].</summary>
    public required ReadOnlySpan<double> Scores { get; init; }

    /// <summary>For every label the row indices in ascending order of its score, shape [L, n].</summary>
    public required ReadOnlySpan<int> Orders { get; init; }

    /// <summary>The weights ≥ 0, shape [n].</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>How a score becomes a decision.</summary>
    public required DecisionRule Rule { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Weights.Length;
}
