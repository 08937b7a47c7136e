namespace Isonomia.Datasets;

/// <summary>One attribute, control, split or model column on its way from cells to groups.</summary>
internal sealed class GroupingBuilder
{
    private const int ManyGroups = 50;

    private readonly AttributeSpecification _specification;
    private readonly ColumnPlan _plan;
    private readonly Planned<CategorySink>? _categories;
    private readonly Planned<NumberSink>? _numbers;
    private readonly int _limit;

    internal GroupingBuilder(AttributeSpecification specification, ColumnPlan plan, int limit)
    {
        (_specification, _plan, _limit) = (specification, plan, limit);
        if (specification.Edges is null)
        {
            _categories = plan.Categories(specification.Column, limit);
        }
        else
        {
            _numbers = plan.Numbers(specification.Column);
        }
    }

    /// <summary>Builds the groups; null where the column has too many values (a problem says so).</summary>
    internal Grouping? Build(string role, List<ReadingNote> notes, List<TableProblem> problems)
    {
        if (_categories is { Sink.Overflowed: true })
        {
            string remedy = role is "attribute" or "control"
                ? $"give bins ({_specification.Column}:0,40,60), a mapping, or another column"
                : "name another column";
            problems.Add(new TableProblem(
                $"{_plan.SourceOf(_categories.Joined).Name} column '{_specification.Column}' has more than "
                    + $"{Words.Count(_limit)} "
                + $"different values, too many for groups; {remedy}.",
                _plan.SourceOf(_categories.Joined).Path,
                null,
                _specification.Column));
            return null;
        }

        return _numbers is null
            ? Named(_specification, _categories!.Sink.Names, _plan.Take(_categories), role, notes)
            : Binned(_specification, _plan.Take(_numbers), role, notes);
    }

    /// <summary>Builds the groups of a column of texts; the codes are changed in place.</summary>
    internal static Grouping Named(
        AttributeSpecification specification, IReadOnlyList<string> texts, int[] codes, string role,
        List<ReadingNote> notes)
    {
        string name = specification.Name;
        string[] names = [.. texts];
        if (specification.Mapping is { } mapping)
        {
            names = [.. texts.Select(text => mapping.TryGetValue(text, out string? mapped) ? mapped : text)];
            bool[] unmapped = [.. texts.Select(text => !mapping.ContainsKey(text))];
            long rows = codes.LongCount(code => code >= 0 && unmapped[code]);
            if (rows > 0)
            {
                notes.Add(new ReadingNote(
                    "unmapped_values",
                    $"{Words.Have(rows, "row")} a value of '{name}' that the mapping does not name and keep it as "
                        + $"their group.",
                    rows));
            }
        }

        string[] groups = [.. names.Where(group => group.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        int[] map =
        [
            .. names.Select(
                group => group.Length == 0 ? -1 : Array.BinarySearch(groups, group, StringComparer.Ordinal)),
        ];
        Recode(codes, map);
        NoteSimilar(name, groups, notes);
        return Noted(new Grouping(name, groups, codes), role, notes);
    }

    /// <summary>Builds the groups of a column of numbers.</summary>
    internal static Grouping Binned(
        AttributeSpecification specification, double[] numbers, string role, List<ReadingNote> notes)
    {
        int[] codes = new int[numbers.Length];
        long below = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = double.IsNaN(numbers[i]) ? -1 : specification.BinOf(numbers[i]);
            below += codes[i] < 0 && !double.IsNaN(numbers[i]) ? 1 : 0;
        }

        if (below > 0)
        {
            notes.Add(new ReadingNote(
                "values_below_first_bin",
                $"{Words.Have(below, "row")} a '{specification.Name}' below the first bin and count as missing there.",
                below));
        }

        return Noted(new Grouping(specification.Name, specification.BinNames(), codes), role, notes);
    }

    private static Grouping Noted(Grouping grouping, string role, List<ReadingNote> notes)
    {
        long missing = grouping.Codes.LongCount(code => code < 0);
        if (missing > 0)
        {
            notes.Add(new ReadingNote(
                $"rows_without_{role}",
                $"{Words.Have(missing, "row")} no value of '{grouping.Attribute}' and belong to no group of it.",
                missing));
        }

        if (grouping.Groups.Count > ManyGroups)
        {
            notes.Add(new ReadingNote(
                "many_groups",
                $"'{grouping.Attribute}' has {Words.Count(grouping.Groups.Count)} groups; with so many, small groups "
                    + "decide the extremes.",
                grouping.Groups.Count));
        }

        return grouping;
    }

    private static void Recode(int[] codes, int[] map)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = codes[i] < 0 ? -1 : map[codes[i]];
        }
    }

    private static void NoteSimilar(string name, string[] groups, List<ReadingNote> notes)
    {
        int same = groups.Length - groups.Select(group => group.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        if (same > 0)
        {
            notes.Add(new ReadingNote(
                "similar_groups",
                $"'{name}' has groups whose names differ only in case or spaces; map them to one name if they are one "
                    + "group.",
                same));
        }
    }
}
