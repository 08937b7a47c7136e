using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Gives all groups of an attribute the same mix of strata (for example label × age band).</summary>
/// <remarks>The shared mix is that of all rows in the strata that every group has; specification, fairness
/// §16.</remarks>
internal sealed class StratumMatch
{
    private readonly Grouping _attribute;
    private readonly int[] _strata;
    private readonly int[] _rows;
    private readonly long[,] _counts;
    private readonly double[] _shares;

    private StratumMatch(Grouping attribute, int[] strata, int[] rows, long[,] counts, double[] shares) =>
        (_attribute, _strata, _rows, _counts, _shares) = (attribute, strata, rows, counts, shares);

    /// <summary>Strata that all groups share.</summary>
    internal int StratumCount => _shares.Count(share => share > 0);

    /// <summary>Rows with a group and a stratum whose stratum not all groups have.</summary>
    internal int LeftOut => _rows.Count(row => _shares[_strata[row]] == 0);

    /// <summary>Finds the shared mix.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="by">What is held equal; their crossing makes the strata.</param>
    /// <param name="rows">The rows that count; those without a group or a stratum are left out.</param>
    /// <returns>The match, or null (<c>no_overlap</c>) where the groups share no stratum.</returns>
    internal static StratumMatch? Find(Grouping attribute, IReadOnlyList<Grouping> by, IEnumerable<int> rows)
    {
        Grouping crossing = by.Count == 1 ? by[0] : Crossing.Of(by, by.Count)[^1];
        int[] kept = [.. rows.Where(row => attribute.Codes[row] >= 0 && crossing.Codes[row] >= 0)];
        long[,] counts = new long[attribute.Groups.Count, crossing.Groups.Count];
        foreach (int row in kept)
        {
            counts[attribute.Codes[row], crossing.Codes[row]]++;
        }

        int[] groups = [.. Enumerable.Range(0, attribute.Groups.Count)
            .Where(g => Enumerable.Range(0, crossing.Groups.Count).Any(s => counts[g, s] > 0))];
        double[] shares = [.. Enumerable.Range(0, crossing.Groups.Count)
            .Select(s => groups.All(g => counts[g, s] > 0) ? groups.Sum(g => (double)counts[g, s]) : 0)];
        double total = shares.Sum();
        return groups.Length < 2 || total == 0
            ? null
            : new StratumMatch(attribute, crossing.Codes, kept, counts, [.. shares.Select(share => share / total)]);
    }

    /// <summary>Draws, without replacement, the largest subset of every group with the shared mix.</summary>
    /// <param name="random">The source of the draw.</param>
    /// <returns>The rows, ascending.</returns>
    internal int[] Subset(RandomSource random)
    {
        int[] order = [.. _rows];
        random.Shuffle<int>(order);
        long[,] quota = new long[_counts.GetLength(0), _shares.Length];
        for (int g = 0; g < quota.GetLength(0); g++)
        {
            int group = g;
            double size = Enumerable.Range(0, _shares.Length).Where(s => _shares[s] > 0)
                .Min(s => _counts[group, s] / _shares[s]);
            for (int s = 0; s < _shares.Length; s++)
            {
                quota[g, s] = (long)Math.Floor((size * _shares[s]) + 1e-9);
            }
        }

        return [.. order.Where(row => quota[_attribute.Codes[row], _strata[row]]-- > 0).Order()];
    }

    /// <summary>Weights that give every group the shared mix: shared share over own share, at most
    /// <paramref name="limit"/>.</summary>
    /// <param name="rowCount">How many rows there are in all.</param>
    /// <param name="limit">Where a weight is truncated.</param>
    /// <returns>The weight of every row, 0 for rows that do not enter, and how many were truncated.</returns>
    internal (double[] Weights, int Truncated) Weights(int rowCount, double limit = 10)
    {
        double[] weights = new double[rowCount];
        double[] sizes = [.. Enumerable.Range(0, _counts.GetLength(0)).Select(g =>
            Enumerable.Range(0, _shares.Length).Where(s => _shares[s] > 0).Sum(s => (double)_counts[g, s]))];
        int truncated = 0;
        foreach (int row in _rows)
        {
            (int group, int stratum) = (_attribute.Codes[row], _strata[row]);
            double weight = _shares[stratum] * sizes[group] / _counts[group, stratum];
            truncated += weight > limit ? 1 : 0;
            weights[row] = Math.Min(weight, limit);
        }

        return (weights, truncated);
    }
}
