namespace Isonomia.Numerics;

/// <summary>The result of a permutation test.</summary>
/// <param name="Observed">The statistic of the groups as they are; undefined (<c>too_few_rows</c>) where it cannot be
/// computed.</param>
/// <param name="P">Exact: the share of defined assignments at least as extreme. Monte Carlo: (1 + #{T* ≥ T})/(1 + B)
/// over defined draws. Undefined: <c>unstable_resamples</c>, or the reason of the observed statistic.</param>
/// <param name="IsExact">Whether all assignments were listed.</param>
/// <param name="Assignments">The assignments that were tried, undefined ones among them.</param>
/// <param name="Undefined">Those with an undefined statistic; they leave both counts.</param>
/// <param name="AtLeastAsExtreme">Those with T* ≥ T.</param>
/// <param name="NullMean">The mean of the statistic under permutation (for a gap: how large noise alone makes
/// it).</param>
/// <param name="NullUpper">Its 95 % quantile (type 7) under permutation.</param>
public sealed record PermutationResult(
    Statistic Observed,
    Statistic P,
    bool IsExact,
    long Assignments,
    long Undefined,
    long AtLeastAsExtreme,
    Statistic NullMean,
    Statistic NullUpper);
