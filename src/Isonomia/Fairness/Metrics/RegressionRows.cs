namespace Isonomia.Fairness;

/// <summary>The rows of one group of a regression task with known target and prediction.</summary>
public readonly ref struct RegressionRows
{
    /// <summary>The true values, shape [n].</summary>
    public required ReadOnlySpan<double> Targets { get; init; }

    /// <summary>The predicted values, shape [n].</summary>
    public required ReadOnlySpan<double> Predictions { get; init; }

    /// <summary>The weights ≥ 0, shape [n].</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Targets.Length;
}
