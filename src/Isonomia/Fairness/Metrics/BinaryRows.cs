namespace Isonomia.Fairness;

/// <summary>The rows of one group with known label and score, in ascending order of score.</summary>
/// <remarks>A row of weight 0 counts as absent; a resample multiplies the weights by its draw counts.</remarks>
public readonly ref struct BinaryRows
{
    /// <summary>The scores in ascending order, shape [n].</summary>
    public required ReadOnlySpan<double> Scores { get; init; }

    /// <summary>The labels, 0 or 1, shape [n].</summary>
    public required ReadOnlySpan<sbyte> Labels { get; init; }

    /// <summary>The weights ≥ 0, shape [n].</summary>
    public required ReadOnlySpan<double> Weights { get; init; }

    /// <summary>How a score becomes a decision.</summary>
    public required DecisionRule Rule { get; init; }

    /// <summary>The recalibration of these rows where it is known already, so that it is not fitted again.</summary>
    internal CalibrationFit? Calibration { get; init; }

    /// <summary>How many rows there are.</summary>
    public int Count => Scores.Length;
}
