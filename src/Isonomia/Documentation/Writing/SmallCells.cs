namespace Isonomia.Documentation;

/// <summary>Which cells of a table with a published total must be hidden: small ones, and as many more that no hidden
/// one can be computed from the total.</summary>
/// <remarks>A cell from 1 to the limit less one is hidden. Where cells are hidden, the smallest others join them until
/// there are at least two and their sum reaches the limit; the sum is all that the total gives away. Source: Hundepool
/// et al., Statistical Disclosure Control, Wiley, 2012, chapter 4 (primary and secondary suppression); a greedy choice
/// for tables in one dimension.</remarks>
internal static class SmallCells
{
    /// <summary>Marks what to hide.</summary>
    /// <param name="counts">The cells; together the published total.</param>
    /// <param name="limit">Counts below this are small; 0 and 1 hide nothing.</param>
    /// <returns>Whether a cell is hidden, shape [cells].</returns>
    internal static bool[] Hidden(IReadOnlyList<int> counts, int limit)
    {
        bool[] hidden = [.. counts.Select(count => IsSmall(count, limit))];
        if (!hidden.Contains(true))
        {
            return hidden;
        }

        int[] others = [.. Enumerable.Range(0, counts.Count).Where(i => !hidden[i])
            .OrderBy(i => counts[i] == 0 ? int.MaxValue : counts[i]).ThenBy(i => i)];
        foreach (int next in others)
        {
            if (hidden.Count(one => one) >= 2 && counts.Where((_, i) => hidden[i]).Sum() >= limit)
            {
                break;
            }

            hidden[next] = true;
        }

        return hidden;
    }

    internal static bool IsSmall(int count, int limit) => count > 0 && count < limit;
}
