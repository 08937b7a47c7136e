using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Which training patients keep their label where a share of labels is asked for.</summary>
/// <remarks>Patients are put in a random order within every class (the class most of their rows have), and the first
/// share of them is kept, at least one a class. Smaller shares of one seed lie within larger ones, so that a curve is
/// of growing sets.</remarks>
internal static class LabelSubset
{
    /// <summary>Draws.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="classes">The class of every row of the cohort, −1 where unknown; empty for regression.</param>
    /// <param name="units">The patient of every row of the cohort, or null: every row a patient of its own.</param>
    /// <param name="share">The share, in (0, 1].</param>
    /// <param name="seed">The seed.</param>
    internal static int[] Of(
        IReadOnlyList<int> rows, IReadOnlyList<int> classes, IReadOnlyList<int>? units, double share, ulong seed)
    {
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of labels must lie in (0, 1].");
        }

        if (share == 1)
        {
            return [.. rows];
        }

        int Class(int row) => classes.Count == 0 ? 0 : classes[row];
        int Unit(int row) => units is null ? row : units[row];
        (int Unit, int Class)[] patients =
        [
            .. rows.Where(row => Class(row) >= 0)
                .GroupBy(Unit)
                .Select(own => (own.Key, Mode(own.Select(Class))))
                .OrderBy(patient => patient.Key),
        ];
        HashSet<int> kept = [];
        foreach (IGrouping<int, (int Unit, int Class)> stratum in patients.GroupBy(patient => patient.Class)
                .OrderBy(g => g.Key))
        {
            int[] order = [.. stratum.Select(patient => patient.Unit)];
            RandomSource.For(seed, "label_subset", stratum.Key).Shuffle<int>(order);
            int count = Math.Max(1, (int)Math.Round(share * order.Length, MidpointRounding.AwayFromZero));
            kept.UnionWith(order.Take(count));
        }

        return [.. rows.Where(row => kept.Contains(Unit(row)))];
    }

    /// <summary>The class that most rows have; of equals the highest.</summary>
    private static int Mode(IEnumerable<int> classes) => classes
        .GroupBy(known => known)
        .OrderByDescending(group => group.Count())
        .ThenByDescending(group => group.Key)
        .First().Key;
}
