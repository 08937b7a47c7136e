using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Nested random subsets of the training patients, stratified by label.</summary>
internal static class NestedSubsets
{
    /// <summary>Draws one sequence of subsets.</summary>
    /// <remarks>Patients are shuffled within strata (the largest class code among their rows, so that a rare positive
    /// counts); a share takes the first ⌈share·n⌉ of each, so that a larger share holds every smaller one.</remarks>
    /// <param name="rows">The training rows.</param>
    /// <param name="classes">The class of every row of the data, −1 where unknown (such rows are left out).</param>
    /// <param name="units">The patient of every row of the data, or null.</param>
    /// <param name="fractions">Shares in (0, 1], ascending.</param>
    /// <param name="random">The source of the shuffle.</param>
    /// <returns>For each share its rows, ascending.</returns>
    internal static int[][] Draw(
        IReadOnlyList<int> rows, int[] classes, IReadOnlyList<int>? units, IReadOnlyList<double> fractions,
            RandomSource random)
    {
        Dictionary<int, List<int>> rowsOf = [];
        foreach (int row in rows.Where(row => classes[row] >= 0))
        {
            int unit = units?[row] ?? row;
            if (!rowsOf.TryGetValue(unit, out List<int>? own))
            {
                rowsOf[unit] = own = [];
            }

            own.Add(row);
        }

        int[][] strata = [.. rowsOf.Keys.Order()
            .GroupBy(unit => rowsOf[unit].Max(row => classes[row])).OrderBy(stratum => stratum.Key).Select(stratum =>
            {
                int[] order = [.. stratum];
                random.Shuffle<int>(order);
                return order;
            })];
        return [.. fractions.Select(fraction => strata
            .SelectMany(stratum => stratum.Take((int)Math.Ceiling((fraction * stratum.Length) - 1e-9)))
            .SelectMany(unit => rowsOf[unit]).Order().ToArray())];
    }
}
