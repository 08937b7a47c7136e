using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>How large every group is and which are large enough for contrasts (specification §0, small
/// groups).</summary>
internal sealed class GroupSupport
{
    private readonly SampleSize[] _sizes;
    private readonly bool[] _partial;
    private readonly AuditedRows _rows;
    private readonly AuditRequest _request;

    private GroupSupport(AuditedRows rows, AuditRequest request, SampleSize[] sizes)
    {
        _rows = rows;
        _request = request;
        _sizes = sizes;
        _partial = Partial(rows);
    }

    /// <summary>Counts.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="request">The floors, declared groups and waivers.</param>
    /// <returns>The support.</returns>
    internal static GroupSupport Of(AuditedRows rows, AuditRequest request)
    {
        var sizes = new SampleSize[rows.Cells.Count];
        int[] lastCell = new int[rows.UnitCount];
        int[] order = [.. Enumerable.Range(0, rows.Rows.Length)];
        sbyte[]? labels = (rows.Table.Outcome as Outcome.Binary)?.Labels;
        for (int grouping = -1; grouping < rows.Groupings.Count; grouping++)
        {
            foreach ((int cell, int[] part) in rows.Split(order, grouping))
            {
                long units = 0;
                long positives = 0;
                foreach (int row in part)
                {
                    ref int last = ref lastCell[rows.Units[row]];
                    units += last == cell + 1 ? 0 : 1;
                    last = cell + 1;
                    positives += labels is null ? 0 : labels[rows.Rows[row]];
                }

                sizes[cell] = new SampleSize(
                    part.Length, units, labels is null ? null : positives,
                    labels is null ? null : part.Length - positives);
            }
        }

        return new GroupSupport(rows, request, sizes);
    }

    private static bool[] Partial(AuditedRows rows)
    {
        bool[] partial = new bool[rows.Cells.Count];
        if (rows.Table.Outcome is not (Outcome.Multiclass or Outcome.Multilabel))
        {
            return partial;
        }

        int[] order = [.. Enumerable.Range(0, rows.Rows.Length)];
        for (int grouping = -1; grouping < rows.Groupings.Count; grouping++)
        {
            foreach ((int cell, int[] part) in rows.Split(order, grouping))
            {
                partial[cell] = part.Length > 0 && (rows.Table.Outcome switch
                {
                    Outcome.Multiclass classes =>
                        part.Select(row => classes.Labels[rows.Rows[row]]).Distinct().Count() < classes.Classes.Count,
                    Outcome.Multilabel labels => labels.Labels.Any(values =>
                        part.Select(row => values[rows.Rows[row]]).Where(value => value >= 0).Distinct().Count() < 2),
                    _ => false,
                });
            }
        }

        return partial;
    }

    /// <summary>Whether a grouping is a crossing.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <returns>Whether it is.</returns>
    internal bool IsCrossing(int grouping) => _rows.Groupings[grouping].IsIntersection;

    /// <summary>The size of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>The size.</returns>
    internal SampleSize Size(int cell) => _sizes[cell];

    /// <summary>Whether a mean over classes or labels leaves some of them out in a cell: a class without rows, or a
    /// label without both values.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">The metric.</param>
    /// <returns>Whether the value is partial.</returns>
    internal bool IsPartial(int cell, Metric metric) => _partial[cell] && (metric.Kernel switch
    {
        MetricKernel.OfMulticlassRows => metric.Id.Contains("macro", StringComparison.Ordinal)
            || metric.Id.Contains("balanced", StringComparison.Ordinal)
                || metric.Id.Contains("classwise", StringComparison.Ordinal),
        MetricKernel.OfMultilabelRows => metric.Id.Contains("macro", StringComparison.Ordinal)
            || metric.Id.Contains("worst", StringComparison.Ordinal),
        _ => false,
    });

    /// <summary>Which floor a cell is below, in words, or null where it is supported.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>The reason.</returns>
    internal string? SmallReason(int cell)
    {
        SampleSize size = _sizes[cell];
        GroupFloors floors = _request.Floors;
        return size.Rows == 0 ? "no rows with a known outcome"
            : size.Positives < floors.Positives ? $"{size.Positives} positives, fewer than {floors.Positives}"
            : size.Negatives < floors.Negatives ? $"{size.Negatives} negatives, fewer than {floors.Negatives}"
            : size.Units < floors.Patients ? $"{size.Units} patients, fewer than {floors.Patients}"
            : null;
    }

    /// <summary>The groups that enter contrasts.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <returns>The supported groups' indices.</returns>
    internal int[] Supported(int grouping) =>
    [
        .. Enumerable.Range(0, _rows.Groupings[grouping].Groups.Count)
            .Where(group => SmallReason(_rows.CellOf(grouping, group)) is null),
    ];

    /// <summary>The declared or observed groups that do not enter, each with its reason.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <returns>The groups.</returns>
    internal IReadOnlyList<LeftOutGroup> Unsupported(int grouping)
    {
        Grouping attribute = _rows.Groupings[grouping];
        var left = new List<LeftOutGroup>();
        for (int group = 0; group < attribute.Groups.Count; group++)
        {
            if (SmallReason(_rows.CellOf(grouping, group)) is { } reason)
            {
                left.Add(new LeftOutGroup(attribute.Groups[group], reason));
            }
        }

        left.AddRange(Absent(grouping).Select(name => new LeftOutGroup(name, "declared, but not in the data")));
        return left;
    }

    /// <summary>The declared groups that do not occur.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <returns>Their names.</returns>
    internal IEnumerable<string> Absent(int grouping) =>
        _request.DeclaredGroups.TryGetValue(_rows.Groupings[grouping].Attribute, out IReadOnlyList<string>? declared)
            ? declared.Except(_rows.Groupings[grouping].Groups, StringComparer.Ordinal)
            : [];

    /// <summary>Whether a group was waived by name.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <param name="group">The group.</param>
    /// <returns>Whether a waiver with a reason names it.</returns>
    internal bool IsWaived(int grouping, string group) => _request.Waivers.TryGetValue(
        $"{_rows.Groupings[grouping].Attribute}={group}", out string? reason) && !string.IsNullOrWhiteSpace(reason);

    /// <summary>The reference group: given, or the largest supported one.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <param name="groups">The groups to choose from, at least one.</param>
    /// <returns>The position in <paramref name="groups"/>.</returns>
    internal int Reference(int grouping, int[] groups)
    {
        Grouping attribute = _rows.Groupings[grouping];
        if (_request.References.TryGetValue(attribute.Attribute, out string? name))
        {
            int given = Array.FindIndex(groups, group => attribute.Groups[group] == name);
            if (given >= 0)
            {
                return given;
            }
        }

        int best = 0;
        for (int k = 1; k < groups.Length; k++)
        {
            best = Size(_rows.CellOf(grouping, groups[k])).Rows > Size(_rows.CellOf(grouping, groups[best])).Rows
                ? k
                : best;
        }

        return best;
    }
}
