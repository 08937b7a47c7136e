using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Deals patients to folds, so that no patient is in two of them and every kind of patient is in all of
/// them.</summary>
public static class PatientFolds
{
    /// <summary>Deals patients.</summary>
    /// <remarks>Patients are shuffled within strata (the set of codes on their rows) and dealt round robin, one stratum
    /// after the other, so that fold sizes differ by at most one patient.</remarks>
    /// <param name="units">The patient of every row as a code from 0, or null: every row a patient of its own.</param>
    /// <param name="strata">A code for every row (−1 where unknown), for example the label, shape [n].</param>
    /// <param name="foldCount">How many folds, at least 2.</param>
    /// <param name="random">The source of the shuffle.</param>
    /// <returns>The fold of every row, shape [n].</returns>
    public static int[] Deal(IReadOnlyList<int>? units, IReadOnlyList<int> strata, int foldCount, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(strata);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(foldCount, 2);
        Dictionary<int, SortedSet<int>> profiles = [];
        for (int row = 0; row < strata.Count; row++)
        {
            int unit = units?[row] ?? row;
            if (!profiles.TryGetValue(unit, out SortedSet<int>? profile))
            {
                profiles[unit] = profile = [];
            }

            profile.Add(strata[row]);
        }

        Dictionary<int, int> foldOf = [];
        int next = 0;
        foreach (IGrouping<string, int> stratum in profiles.Keys.Order()
            .GroupBy(unit => string.Join(',', profiles[unit])).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            int[] order = [.. stratum];
            random.Shuffle<int>(order);
            foreach (int unit in order)
            {
                foldOf[unit] = next++ % foldCount;
            }
        }

        return [.. Enumerable.Range(0, strata.Count).Select(row => foldOf[units?[row] ?? row])];
    }
}
