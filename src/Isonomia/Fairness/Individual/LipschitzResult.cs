using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How steeply scores change between similar cases.</summary>
/// <param name="ViolationRate">The share of pairs with |s − s'| &gt; L d(x, x').</param>
/// <param name="LargestRatio">The largest |s − s'| / d(x, x') over pairs at a positive distance.</param>
/// <param name="UnequalTwinCount">How many pairs at distance 0 have different scores; they violate any
/// constant.</param>
/// <param name="PairCount">How many pairs were compared.</param>
/// <param name="IsSample">Whether they are a sample of all pairs.</param>
public sealed record LipschitzResult(
    Statistic ViolationRate, Statistic LargestRatio, long UnequalTwinCount, long PairCount, bool IsSample);
