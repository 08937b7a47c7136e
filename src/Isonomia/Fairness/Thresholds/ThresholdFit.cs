using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A threshold that a policy chose.</summary>
/// <param name="Threshold">The threshold, or <c>infeasible</c>, <c>no_positives</c>, <c>no_negatives</c>, <c>empty_group</c>.</param>
/// <param name="TieRule">How ties between thresholds were broken; null where there is nothing to break.</param>
/// <param name="RequestedShare">The share of rows that was to be selected (top_fraction), else null.</param>
/// <param name="SelectedShare">The share that is selected, larger where scores tie, else null.</param>
public sealed record ThresholdFit(
    Statistic Threshold, string? TieRule = null, double? RequestedShare = null, double? SelectedShare = null);
