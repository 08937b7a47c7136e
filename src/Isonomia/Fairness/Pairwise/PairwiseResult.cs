using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>One comparison of a group with another.</summary>
/// <param name="Metric">The id of the pairwise metric.</param>
/// <param name="A">The group.</param>
/// <param name="B">The group it is compared with; <c>(rest)</c> for all others, <c>(all)</c> for all rows.</param>
/// <param name="Value">The value, or why there is none.</param>
public sealed record PairwiseResult(string Metric, string A, string B, Statistic Value);
