namespace Isonomia.Fairness;

/// <summary>The candidates a selection rule chooses from, with their values on the validation split.</summary>
/// <remarks>
/// A choice made on test values must be flagged <c>oracle_selection</c>; the rules cannot see which split it was.
/// </remarks>
public sealed record SelectionRequest
{
    /// <summary>The candidates, in the order that breaks the last ties.</summary>
    public required IReadOnlyList<SelectionCandidate> Candidates { get; init; }

    /// <summary>Which way the metric is better: higher or lower.</summary>
    public Direction Better { get; init; } = Direction.HigherIsBetter;

    /// <summary>The largest gap <c>gap_constrained</c> admits, or null where that rule is not used.</summary>
    public double? GapLimit { get; init; }

    /// <summary>The weight α of the deviations in <c>es@harvard</c>.</summary>
    public double EquityWeight { get; init; } = 1;
}
