using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The two groups whose distributions lie farthest apart.</summary>
/// <param name="Distance">Their distance, or why there is none.</param>
/// <param name="First">The index of one group, -1 where undefined.</param>
/// <param name="Second">The index of the other, -1 where undefined.</param>
public sealed record FarthestPair(Statistic Distance, int First, int Second);
