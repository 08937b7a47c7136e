namespace Isonomia.Fairness;

/// <summary>The rows of one group of a multiclass task with known labels.</summary>
public readonly ref struct MulticlassRows
{
    /// <summary>How many classes there are, K.</summary>
    public required int ClassCount { get; init; }

    /// <summary>The true classes, shape [n].</summary>
    public required ReadOnlySpan<int> Labels { get; init; }

    /// <summary>The predicted classes (largest score; ties go to the lowest index), shape [n].</summary>
    public required ReadOnlySpan<int> Decisions { get; init; }

    /// <summary>The scores, row-major, shape [n, K].</summary>
    public required ReadOnlySpan<double> Scores { get; init; }

    /// <summary>The weights ≥ 0, shape [n].</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>For every class the row indices in ascending order of that class's score, shape [K, n].</summary>
    public required ReadOnlySpan<int> Orders { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Labels.Length;
}
