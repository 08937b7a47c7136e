namespace Isonomia.Fairness;

/// <summary>A number over the runs of a model.</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardDeviation">The standard deviation over runs (n − 1), or null for one run.</param>
/// <param name="Low">The lower end of the interval of the single run, or null; several runs keep theirs in the
/// runs.</param>
/// <param name="High">Its upper end, or null.</param>
public sealed record SeedSummary(double Value, double? StandardDeviation, double? Low, double? High);
