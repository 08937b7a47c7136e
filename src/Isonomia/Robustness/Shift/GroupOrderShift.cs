using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>One metric of the same groups at two places: what changes, for whom, and whether the order of the groups
/// holds.</summary>
/// <remarks>Specification, fairness §16.</remarks>
/// <param name="Groups">The groups that are defined at both places.</param>
/// <param name="Changes">B less A, by group.</param>
/// <param name="FirstGap">Largest less smallest in A; undefined (<c>single_group</c>) with fewer than two
/// groups.</param>
/// <param name="SecondGap">The same in B.</param>
/// <param name="GapChange">The gap in B less the gap in A.</param>
/// <param name="FirstWorst">The worst group in A, or null.</param>
/// <param name="SecondWorst">The worst group in B, or null.</param>
/// <param name="OrderAgreement">Kendall's τ_b of the groups' values; undefined with fewer than two groups or constant
/// values.</param>
/// <param name="DifferentialDegradation">Largest less smallest change: nobody lost more than others where it is
/// 0.</param>
public sealed record GroupOrderShift(
    IReadOnlyList<string> Groups,
    IReadOnlyList<double> Changes,
    Statistic FirstGap,
    Statistic SecondGap,
    Statistic GapChange,
    string? FirstWorst,
    string? SecondWorst,
    Statistic OrderAgreement,
    Statistic DifferentialDegradation)
{
    /// <summary>Whether the worst group is another one in B.</summary>
    public bool IsWorstChanged => FirstWorst != SecondWorst;

    /// <summary>Compares two places.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="first">The metric in A by group, NaN where undefined.</param>
    /// <param name="second">The metric in B by group, NaN where undefined.</param>
    /// <param name="isHigherBetter">Whether more of the metric is better.</param>
    /// <returns>The comparison over the groups that are defined at both places.</returns>
    /// <exception cref="ArgumentException">Lengths differ.</exception>
    public static GroupOrderShift Of(
        IReadOnlyList<string> groups, IReadOnlyList<double> first, IReadOnlyList<double> second,
            bool isHigherBetter = true)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != groups.Count || second.Count != groups.Count)
        {
            throw new ArgumentException($"There are {groups.Count} groups; each needs a value at both places.");
        }

        int[] both =
            [.. Enumerable.Range(0, groups.Count).Where(g => !double.IsNaN(first[g]) && !double.IsNaN(second[g]))];
        double[] a = [.. both.Select(g => first[g])];
        double[] b = [.. both.Select(g => second[g])];
        double[] changes = [.. both.Select(g => second[g] - first[g])];
        bool hasGap = both.Length > 1;
        const UndefinedReason Single = UndefinedReason.SingleGroup;
        return new GroupOrderShift(
            [.. both.Select(g => groups[g])],
            changes,
            hasGap ? a.Max() - a.Min() : Single,
            hasGap ? b.Max() - b.Min() : Single,
            hasGap ? b.Max() - b.Min() - (a.Max() - a.Min()) : Single,
            both.Length == 0 ? null : groups[both[Worst(a, isHigherBetter)]],
            both.Length == 0 ? null : groups[both[Worst(b, isHigherBetter)]],
            hasGap ? RankCorrelation.KendallTauB(a, b) : Single,
            hasGap ? changes.Max() - changes.Min() : Single);
    }

    private static int Worst(double[] values, bool isHigherBetter) =>
        Array.IndexOf(values, isHigherBetter ? values.Min() : values.Max());
}
