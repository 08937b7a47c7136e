using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What a selection rule chose.</summary>
/// <param name="Selected">The index of the chosen candidate, or null: none.</param>
/// <param name="Problem">Why there is none (infeasible, too_few_rows), or null.</param>
/// <param name="Excluded">The candidates that could not be judged because a value they need is undefined.</param>
public sealed record SelectionOutcome(int? Selected, UndefinedReason? Problem, IReadOnlyList<int> Excluded)
{
    /// <summary>
    /// The number the rule ordered each candidate by, NaN for those excluded; empty where it orders by several.
    /// </summary>
    public IReadOnlyList<double> Scores { get; init; } = [];

    /// <summary>The group the choice was made on, for the rules that name one.</summary>
    public int? WorstGroup { get; init; }
}
