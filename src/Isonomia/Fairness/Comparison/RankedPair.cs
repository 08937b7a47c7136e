namespace Isonomia.Fairness;

/// <summary>Two models over all settings.</summary>
/// <param name="A">The first model.</param>
/// <param name="B">The second model.</param>
/// <param name="RankDifference">Average rank of A minus that of B; negative: A is better.</param>
/// <param name="NemenyiP">Nemenyi's p-value, adjusted for all pairs, or null.</param>
/// <param name="IsDifferent">Whether the ranks differ by the critical difference or more, or null.</param>
/// <param name="WilcoxonP">The p-value of Wilcoxon's signed-rank test on the values, or null where all are
/// equal.</param>
/// <param name="WilcoxonPAdjusted">The same after Holm over all pairs, or null.</param>
public sealed record RankedPair(
    string A, string B, double RankDifference, double? NemenyiP, bool? IsDifferent, double? WilcoxonP,
    double? WilcoxonPAdjusted);
