using System.IO.Hashing;
using System.Text;
using Isonomia.Numerics;

namespace Isonomia.Datasets;

/// <summary>Divides units into training, validation and test so that no unit is in two parts and labels and attributes
/// have about the same shares in each.</summary>
/// <remarks>
/// <para>Systematic sampling with implicit stratification: units are put in order of their stratum (label by attribute;
/// a unit's level is the one most of its rows have) and at random within it, and each goes to the part that lacks most
/// rows. So every stratum, also a small one, is divided in the asked shares to within about one unit, and so is the
/// whole.</para>
/// <para>A unit's random key is drawn from the seed and its name alone: the same units are divided in the same way in
/// any order of rows. Source: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), section 3.4.</para>
/// </remarks>
internal static class SplitMaker
{
    internal static readonly string[] Parts = ["train", "val", "test"];

    /// <summary>Gives every row a part.</summary>
    /// <param name="units">The unit of every row, shape [n].</param>
    /// <param name="levels">For each label and attribute the code of every row, -1 where missing.</param>
    /// <param name="shares">The shares of the parts, summing to 1.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The part of every row, an index into <paramref name="shares"/>.</returns>
    internal static int[] Run(
        IReadOnlyList<string> units, IReadOnlyList<int[]> levels, IReadOnlyList<double> shares, ulong seed)
    {
        (int[] unitOf, List<string> names, List<List<int>> rows) = Gather(units);
        int[][] strata = [.. rows.Select(inner => levels.Select(level => Mode(level, inner)).ToArray())];
        ulong[] keys = [.. names.Select(name => Key(seed, name))];
        int[] order = [.. Enumerable.Range(0, names.Count)];
        Array.Sort(order, (a, b) => Compare(a, b));
        int[] partOfUnit = new int[names.Count];
        double[] taken = new double[shares.Count];
        double all = 0;
        foreach (int unit in order)
        {
            all += rows[unit].Count;
            int best = -1;
            for (int part = 0; part < taken.Length; part++)
            {
                bool lacksMore = best < 0 || (shares[part] * all) - taken[part] > (shares[best] * all) - taken[best];
                best = shares[part] > 0 && lacksMore ? part : best;
            }

            partOfUnit[unit] = best;
            taken[best] += rows[unit].Count;
        }

        return [.. unitOf.Select(unit => partOfUnit[unit])];

        int Compare(int a, int b)
        {
            int byStratum = strata[a].AsSpan().SequenceCompareTo(strata[b]);
            return byStratum != 0 ? byStratum
                : keys[a] != keys[b] ? keys[a].CompareTo(keys[b])
                : string.CompareOrdinal(names[a], names[b]);
        }
    }

    private static (int[] UnitOf, List<string> Names, List<List<int>> Rows) Gather(IReadOnlyList<string> units)
    {
        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        (int[] unitOf, List<string> names, List<List<int>> rows) = (new int[units.Count], [], []);
        for (int row = 0; row < units.Count; row++)
        {
            if (!codeOf.TryGetValue(units[row], out unitOf[row]))
            {
                unitOf[row] = names.Count;
                codeOf.Add(units[row], names.Count);
                names.Add(units[row]);
                rows.Add([]);
            }

            rows[unitOf[row]].Add(row);
        }

        return (unitOf, names, rows);
    }

    /// <summary>The level that most rows have; of equals the highest (the positive label, where one row has
    /// it).</summary>
    private static int Mode(int[] level, List<int> rows) =>
        rows.GroupBy(row => level[row])
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key)
            .First()
            .Key;

    private static ulong Key(ulong seed, string name) =>
        RandomSource.For(seed, "split", (long)XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(name))).NextUInt64();
}
