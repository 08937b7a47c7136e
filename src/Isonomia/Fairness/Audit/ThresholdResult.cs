namespace Isonomia.Fairness;

/// <summary>How decisions were made.</summary>
/// <param name="Policy">The policy id with its parameter.</param>
/// <param name="Value">The threshold, or null where none was feasible or it differs by group.</param>
/// <param name="Origin">Where it was chosen: <c>fixed</c>, <c>validation</c>, <c>cross_fitted</c>,
/// <c>evaluation</c>.</param>
/// <param name="Comparison"><c>&gt;=</c> or <c>&gt;</c>.</param>
/// <param name="TieRule">How ties between thresholds were broken.</param>
/// <param name="Undefined">Why there is none, or null.</param>
public sealed record ThresholdResult(
    string Policy, double? Value, string Origin, string Comparison, string? TieRule = null, string? Undefined = null)
{
    /// <summary>The thresholds of each group under a group-specific policy, else empty.</summary>
    public IReadOnlyDictionary<string, double> ByGroup { get; init; } = new Dictionary<string, double>();
}
