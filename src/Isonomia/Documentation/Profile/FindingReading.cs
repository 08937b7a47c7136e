namespace Isonomia.Documentation;

/// <summary>A finding as yes, no or not known for every row: a label with two values, or one class of a label with
/// more.</summary>
/// <param name="Name">The finding.</param>
/// <param name="Label">The label's column.</param>
/// <param name="Rows">1, 0, or -1 where the label is not known, shape [rows].</param>
internal sealed record FindingReading(string Name, string Label, sbyte[] Rows)
{
    private static readonly HashSet<string> Yes = ["1", "true", "yes", "positive", "abnormal", "malignant", "present"];
    private static readonly HashSet<string> No = ["0", "false", "no", "negative", "normal", "benign", "absent"];

    internal static IEnumerable<FindingReading> Of(ColumnReading label, int most, List<DocumentNote> notes)
    {
        if (label.Groups.Count == 0)
        {
            notes.Add(new DocumentNote(true, $"The label '{label.Name}' has no value."));
            yield break;
        }

        string[] words = [.. label.Groups.Select(group => group.ToLowerInvariant())];
        int positive = Array.FindIndex(words, Yes.Contains);
        if (words.Length <= 2 && positive >= 0 && words.Where((_, i) => i != positive).All(No.Contains))
        {
            yield return new FindingReading(label.Name, label.Name,
                [.. label.Codes.Select(code => (sbyte)(code < 0 ? -1 : code == positive ? 1 : 0))]);
            yield break;
        }

        if (label.Codes.Any(code => code >= 0)
            && label.Groups.Any(group => group.Contains('|', StringComparison.Ordinal)))
        {
            foreach (FindingReading one in Several(label, most, notes))
            {
                yield return one;
            }

            yield break;
        }

        int[] counts = new int[label.Groups.Count];
        foreach (int code in label.Codes.Where(code => code >= 0))
        {
            counts[code]++;
        }

        int[] order = [.. Enumerable.Range(0, counts.Length).OrderByDescending(group => counts[group])
            .ThenBy(group => group)];
        if (order.Length > most)
        {
            notes.Add(new DocumentNote(false, $"The label '{label.Name}' has {order.Length} classes; the {most} most "
                + $"frequent are shown."));
        }

        foreach (int group in order.Take(words.Length == 2 ? 1 : most))
        {
            yield return new FindingReading(
                $"{label.Name} = {label.Groups[group]}", label.Name,
                    [.. label.Codes.Select(code => (sbyte)(code < 0 ? -1 : code == group ? 1 : 0))]);
        }
    }

    /// <summary>Several findings in one cell, joined by a bar.</summary>
    private static IEnumerable<FindingReading> Several(ColumnReading label, int most, List<DocumentNote> notes)
    {
        string[][] parts = [.. label.Groups.Select(group =>
            group.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var counts = label.Codes.Where(code => code >= 0).SelectMany(code => parts[code])
            .GroupBy(part => part, StringComparer.Ordinal)
            .Select(group => (group.Key, Count: group.Count())).OrderByDescending(pair => pair.Count)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        if (counts.Length > most)
        {
            notes.Add(new DocumentNote(false, $"The label '{label.Name}' names {counts.Length} findings; the {most} "
                + $"most frequent are shown."));
        }

        foreach ((string finding, _) in counts.Take(most))
        {
            bool[] has = [.. parts.Select(part => part.Contains(finding))];
            yield return new FindingReading($"{label.Name}: {finding}", label.Name,
                [.. label.Codes.Select(code => (sbyte)(code < 0 ? -1 : has[code] ? 1 : 0))]);
        }
    }

    /// <summary>By patient: positive where one image is, not known where none is.</summary>
    internal sbyte[] ByUnit(UnitTable units)
    {
        sbyte[] found = new sbyte[units.Count];
        found.AsSpan().Fill(-1);
        for (int i = 0; i < Rows.Length; i++)
        {
            found[units.Rows[i]] = Math.Max(found[units.Rows[i]], Rows[i]);
        }

        return found;
    }
}
