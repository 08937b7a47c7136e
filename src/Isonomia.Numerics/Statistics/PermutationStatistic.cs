namespace Isonomia.Numerics;

/// <summary>A test statistic of one assignment of groups to units; larger is more extreme.</summary>
/// <param name="groups">The group of every unit, shape [I]; only valid during the call.</param>
/// <returns>The statistic, NaN where it is undefined for this assignment; ∞ is allowed.</returns>
public delegate double PermutationStatistic(ReadOnlySpan<int> groups);
