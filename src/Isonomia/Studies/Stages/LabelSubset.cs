using Isonomia.Numerics;

namespace Isonomia.Studies;

/// <summary>Which training patients keep their label where a share of labels is asked for.</summary>
/// <remarks>Patients are put in a random order within every class (the class most of their rows have), and the first
/// share of them is kept, at least one a class. Smaller shares of one seed lie within larger ones, so that a curve is
/// of growing sets.</remarks>
internal static class LabelSubset
{
    internal static int[] Of(
        IReadOnlyList<int> rows, IReadOnlyList<int> classes, IReadOnlyList<int> units, double share, ulong seed)
    {
        if (share >= 1)
        {
            return [.. rows];
        }

        (int Unit, int Class)[] patients =
        [
            .. rows.Where(row => classes[row] >= 0)
                .GroupBy(row => units[row])
                .Select(
                    own => (
                        own.Key,
                        own.GroupBy(row => classes[row])
                            .OrderByDescending(g => g.Count())
                            .ThenByDescending(g => g.Key)
                            .First()
                            .Key))
                .OrderBy(patient => patient.Item1),
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

        return [.. rows.Where(row => kept.Contains(units[row]))];
    }
}
