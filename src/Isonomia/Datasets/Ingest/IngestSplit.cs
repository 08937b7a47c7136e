namespace Isonomia.Datasets;

/// <summary>Keeps and checks the split a table has, or makes one.</summary>
internal static class IngestSplit
{
    internal static CohortSplit Apply(
        IngestRequest request, IngestColumns columns, string? unit, IReadOnlyList<CohortColumn> attributes,
        List<ReadingNote> notes)
    {
        int count = columns.All[0].Cells.Length;
        string[]? units = unit is null ? null : Units(columns.Cells(unit), columns.Cells(columns.Id));
        if (!request.Resplit && Existing(request, columns, notes) is { } existing)
        {
            return Facts(existing, columns.Cells(existing), units);
        }

        List<int[]> levels = [];
        foreach (string label in request.Labels)
        {
            levels.Add(Codes(label, columns.Cells(label)));
        }

        foreach (CohortColumn attribute in attributes)
        {
            CohortCells cells = new(columns.Cells(attribute.Name));
            levels.Add(CohortGroups.Build(cells, "The cohort", null, CohortGroups.Specification(attribute), []).Codes);
        }

        if (units is null)
        {
            notes.Add(new ReadingNote(
                "no_unit",
                "No patient column is known; every sample was treated as a patient of its own. If patients have "
                    + "several pictures, "
                + "name their column (--unit), or results will flatter the model.",
                count));
        }

        int[] parts = SplitMaker.Run(
            units ?? [.. columns.Cells(columns.Id).Select(id => id!)], levels, request.Shares, request.Seed);
        string name = request.Split ?? "split";
        string?[] made = [.. parts.Select(part => SplitMaker.Parts[part])];
        columns.Set(name, made);
        return Facts(name, made, units) with
        {
            IsMade = true,
            Seed = request.Seed,
            Shares = request.Shares,
            Unit = unit,
            StratifiedBy = [.. request.Labels, .. attributes.Select(attribute => attribute.Alias ?? attribute.Name)],
        };
    }

    /// <summary>The units; a sample whose patient is unknown becomes one of its own, as when a cohort is
    /// opened.</summary>
    internal static string[] Units(string?[] cells, string?[] ids) =>
        [.. cells.Select((cell, row) => cell ?? $"(no unit) {ids[row]}")];

    private static string? Existing(IngestRequest request, IngestColumns columns, List<ReadingNote> notes)
    {
        if (request.Split is { } named)
        {
            columns.Cells(named);
            return named;
        }

        string? found = UsualNames.Find(UsualNames.Split, [.. columns.All.Select(column => column.Name)]);
        if (found is not null)
        {
            notes.Add(new ReadingNote(
                "role_guessed",
                $"Column '{found}' was taken as the split because of its name; --resplit makes another one.", 0));
        }

        return found;
    }

    private static int[] Codes(string label, string?[] cells) =>
        new CohortCells(cells).Coded(Cohort.GroupLimit) is { } coded
            ? Ordered(coded.Codes, coded.Names)
            : throw new TableException(new TableProblem(
                $"Label '{label}' has more than {Words.Count(Cohort.GroupLimit)} different values, too many to keep a "
                    + $"split even over them.",
                null,
                null,
                label));

    /// <summary>Codes in the order of the names, so that they do not depend on the order of the rows.</summary>
    private static int[] Ordered(int[] codes, IReadOnlyList<string> names)
    {
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        int[] map = [.. names.Select(name => Array.BinarySearch(sorted, name, StringComparer.Ordinal))];
        return [.. codes.Select(code => code < 0 ? -1 : map[code])];
    }

    private static CohortSplit Facts(string column, string?[] cells, string[]? units) => new()
    {
        Column = column,
        IsMade = false,
        Parts =
        [
            .. Enumerable.Range(0, cells.Length)
                .GroupBy(row => cells[row] ?? string.Empty)
                .OrderBy(group => Rank(group.Key))
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new CohortSplitPart(
                    group.Key, group.LongCount(),
                    units is null ? null : group.Select(row => units[row]).Distinct().LongCount())),
        ],
        OverlapCount = units is null ? 0 : SplitOverlap.Of(units, cells).Count,
    };

    private static int Rank(string part) =>
        Array.IndexOf(SplitMaker.Parts, part) is var at && at >= 0 ? at : SplitMaker.Parts.Length;
}
