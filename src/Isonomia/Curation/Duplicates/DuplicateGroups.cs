namespace Isonomia.Curation;

/// <summary>Joins samples that are the same, and chooses which of them stays.</summary>
internal sealed class DuplicateGroups
{
    private readonly int[] _parents;

    internal DuplicateGroups(int count) => _parents = [.. Enumerable.Range(0, count)];

    /// <summary>Joins two samples.</summary>
    internal void Join(int first, int second)
    {
        (int a, int b) = (Find(first), Find(second));
        _parents[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>Joins all samples with equal keys; null keys join nothing.</summary>
    internal void JoinEqual(IEnumerable<int> rows, Func<int, string?> key)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        foreach (int row in rows)
        {
            if (key(row) is { Length: > 0 } text && !first.TryAdd(text, row))
            {
                Join(first[text], row);
            }
        }
    }

    /// <summary>The groups of two or more, each ascending.</summary>
    internal IEnumerable<int[]> Groups(IEnumerable<int> rows) =>
        rows.GroupBy(Find).Where(group => group.Skip(1).Any()).Select(group => group.Order().ToArray());

    /// <summary>The root of a sample's group.</summary>
    internal int Find(int row)
    {
        while (_parents[row] != row)
        {
            _parents[row] = _parents[_parents[row]];
            row = _parents[row];
        }

        return row;
    }

    /// <summary>The member that stays: more attributes recorded, more bits, larger, smaller id (rows are in the order
    /// of ids).</summary>
    internal static int Keeper(int[] group, int[] recorded, PictureFacts[]? pictures) => group
        .OrderByDescending(row => recorded[row])
        .ThenByDescending(row => pictures?[row].Depth ?? 0)
        .ThenByDescending(row => pictures?[row].Area ?? 0)
        .ThenBy(row => row)
        .First();
}
