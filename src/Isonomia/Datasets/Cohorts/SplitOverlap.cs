namespace Isonomia.Datasets;

/// <summary>Finds units that are in two splits: a model would meet its test patients while training.</summary>
public static class SplitOverlap
{
    /// <summary>Finds the units with rows in two or more splits.</summary>
    /// <param name="units">The unit of every row, shape [n].</param>
    /// <param name="splits">The split of every row, shape [n]; rows without one (null) are left out.</param>
    /// <returns>The units, in the order they are first met in a second split; empty where the splits are
    /// disjoint.</returns>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> units, IReadOnlyList<string?> splits)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(splits);
        if (units.Count != splits.Count)
        {
            throw new ArgumentException(
                $"There are {units.Count} units and {splits.Count} splits; expected one of each a row.",
                nameof(splits));
        }

        Dictionary<string, string> home = new(StringComparer.Ordinal);
        HashSet<string> shared = new(StringComparer.Ordinal);
        List<string> found = [];
        for (int row = 0; row < units.Count; row++)
        {
            if (splits[row] is { } split
                && !home.TryAdd(units[row], split)
                && home[units[row]] != split
                && shared.Add(units[row]))
            {
                found.Add(units[row]);
            }
        }

        return found;
    }
}
