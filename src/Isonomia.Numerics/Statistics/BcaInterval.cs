namespace Isonomia.Numerics;

/// <summary>A BCa interval with the percentile interval beside it.</summary>
/// <param name="Interval">The BCa interval, or null where it is undefined.</param>
/// <param name="Percentile">The percentile interval of the same replicates, or null where there are too few.</param>
/// <param name="Reason">Why there is no BCa interval, or null.</param>
public readonly record struct BcaInterval(Interval? Interval, Interval? Percentile, UndefinedReason? Reason);
