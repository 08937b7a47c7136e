using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How alike similar cases are treated.</summary>
/// <param name="Consistency">1 − mean |v − mean of the neighbors' v|, or why there is none (too_few_rows).</param>
/// <param name="QueryCount">How many cases were asked for their neighbors: all of them, or a sample.</param>
public sealed record ConsistencyResult(Statistic Consistency, int QueryCount);
