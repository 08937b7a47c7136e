namespace Isonomia.Numerics;

/// <summary>What a permutation test found.</summary>
/// <param name="Observed">The observed statistic.</param>
/// <param name="P">The p-value, or why there is none.</param>
/// <param name="Assignments">How many assignments were looked at.</param>
/// <param name="AsExtreme">How many of them were at least as extreme.</param>
/// <param name="Undefined">How many had no value; they leave both counts.</param>
/// <param name="IsExact">Whether all assignments were enumerated.</param>
/// <param name="NullMean">The mean of the statistic under permutation, or undefined.</param>
/// <param name="NullQuantile95">Its 95 % quantile, or undefined.</param>
public sealed record PermutationResult(
    Statistic Observed,
    Statistic P,
    long Assignments,
    long AsExtreme,
    long Undefined,
    bool IsExact,
    Statistic NullMean,
    Statistic NullQuantile95);
