namespace Isonomia.Datasets;

/// <summary>Makes intersections of sensitive attributes.</summary>
public static class Crossing
{
    /// <summary>The most cells one crossing may have.</summary>
    public const int CellLimit = 100_000;

    private const string Sign = " × ";

    /// <summary>Makes every crossing of 2 up to <paramref name="depth"/> of the attributes.</summary>
    /// <remarks>A row without a value of one of the crossed attributes has the code -1. Cells without a row are listed
    /// like any other: an empty group must be visible. Cells are ordered by the first attribute's groups, then
    /// the second's.</remarks>
    /// <param name="groupings">The attributes, all over the same rows.</param>
    /// <param name="depth">The most attributes in one crossing; below 2 there are no crossings.</param>
    /// <returns>The crossings: pairs first, then triples, each in the order of the attributes.</returns>
    /// <exception cref="ArgumentException">The attributes differ in length, one of them is a crossing itself,
    /// or a crossing
    /// would have more than <see cref="CellLimit"/> cells.</exception>
    public static IReadOnlyList<Grouping> Of(IReadOnlyList<Grouping> groupings, int depth)
    {
        ArgumentNullException.ThrowIfNull(groupings);
        if (groupings.Any(grouping => grouping.IsIntersection || grouping.Codes.Length != groupings[0].Codes.Length))
        {
            throw new ArgumentException("Only plain attributes over the same rows can be crossed.", nameof(groupings));
        }

        List<Grouping> crossings = [];
        (Grouping Crossing, int Last)[] level = [.. groupings.Select((grouping, i) => (grouping, i))];
        for (int size = 2; size <= Math.Min(depth, groupings.Count); size++)
        {
            level =
            [
                .. level.SelectMany(start => Enumerable.Range(start.Last + 1, groupings.Count - start.Last - 1)
                    .Select(next => (Cross(start.Crossing, groupings[next]), next))),
            ];
            crossings.AddRange(level.Select(entry => entry.Crossing));
        }

        return crossings;
    }

    private static Grouping Cross(Grouping left, Grouping right)
    {
        string name = left.Attribute + Sign + right.Attribute;
        long cells = (long)left.Groups.Count * right.Groups.Count;
        if (cells > CellLimit)
        {
            throw new ArgumentException(
                $"The crossing '{name}' would have {Words.Count(cells)} groups; at most {Words.Count(CellLimit)} are "
                    + "made "
                + "(give bins or a lower depth).");
        }

        string[] groups = [.. left.Groups.SelectMany(_ => right.Groups, (first, second) => first + Sign + second)];
        int[] codes = new int[left.Codes.Length];
        int width = right.Groups.Count;
        for (int i = 0; i < codes.Length; i++)
        {
            (int first, int second) = (left.Codes[i], right.Codes[i]);
            codes[i] = first < 0 || second < 0 ? -1 : (first * width) + second;
        }

        return new Grouping(name, groups, codes) { Components = [.. left.Components, right.Attribute] };
    }
}
