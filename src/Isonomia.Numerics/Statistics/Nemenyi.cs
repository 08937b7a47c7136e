namespace Isonomia.Numerics;

/// <summary>Nemenyi's comparison of all pairs of average ranks after Friedman's test, and the cliques of a rank
/// diagram.</summary>
/// <remarks>Sources: Nemenyi 1963; Demšar, JMLR 7, 2006, section 3.2.2; specification §11.11.</remarks>
public static class Nemenyi
{
    /// <summary>q_α: the upper quantile of the studentized range (∞ degrees of freedom) over √2.</summary>
    /// <param name="methodCount">k, at least 2.</param>
    /// <param name="alpha">The level.</param>
    /// <returns>q_α, for example 2.343701 for three methods at .05.</returns>
    public static double CriticalValue(int methodCount, double alpha = 0.05) =>
        StudentizedRange.UpperQuantile(alpha, methodCount) / Math.Sqrt(2);

    /// <summary>The difference of average ranks from which two methods differ.</summary>
    /// <param name="methodCount">k, at least 2.</param>
    /// <param name="settingCount">N, at least 1.</param>
    /// <param name="alpha">The level.</param>
    /// <returns>q_α √(k(k + 1)/(6N)).</returns>
    public static double CriticalDifference(int methodCount, int settingCount, double alpha = 0.05) =>
        CriticalValue(methodCount, alpha) * Scale(methodCount, settingCount);

    /// <summary>The p-value of one pair, adjusted for all pairs.</summary>
    /// <param name="rankDifference">The difference of the two average ranks.</param>
    /// <param name="methodCount">k, at least 2.</param>
    /// <param name="settingCount">N, at least 1.</param>
    /// <returns>P(Q ≥ √2·|ΔR|/√(k(k + 1)/(6N))).</returns>
    public static double P(double rankDifference, int methodCount, int settingCount) => StudentizedRange.UpperTail(
        Math.Sqrt(2) * Math.Abs(rankDifference) / Scale(methodCount, settingCount), methodCount);

    /// <summary>The maximal runs of methods whose extreme ranks differ by less than the critical difference.</summary>
    /// <param name="ranksBestFirst">Average ranks in ascending order, shape [k].</param>
    /// <param name="criticalDifference">The critical difference.</param>
    /// <returns>For every run of at least two methods its first and last position.</returns>
    public static IReadOnlyList<(int First, int Last)> Cliques(
        IReadOnlyList<double> ranksBestFirst, double criticalDifference)
    {
        ArgumentNullException.ThrowIfNull(ranksBestFirst);
        List<(int First, int Last)> cliques = [];
        int reached = 0;
        for (int first = 0; first < ranksBestFirst.Count; first++)
        {
            int last = first;
            while (last + 1 < ranksBestFirst.Count
                && ranksBestFirst[last + 1] - ranksBestFirst[first] < criticalDifference)
            {
                last++;
            }

            if (last > first && last > reached)
            {
                cliques.Add((first, last));
                reached = last;
            }
        }

        return cliques;
    }

    private static double Scale(int methodCount, int settingCount) =>
        Math.Sqrt(methodCount * (methodCount + 1.0) / (6.0 * settingCount));
}
