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

    private string Name => _specification.Name;

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

        Grouping grouping = _numbers is null ? Named(notes) : Binned(notes);
        long missing = grouping.Codes.LongCount(code => code < 0);
        if (missing > 0)
        {
            notes.Add(new ReadingNote(
                $"rows_without_{role}",
                $"{Words.Have(missing, "row")} no value of '{Name}' and belong to no group of it.",
                missing));
        }

        if (grouping.Groups.Count > ManyGroups)
        {
            notes.Add(new ReadingNote(
                "many_groups",
                $"'{Name}' has {Words.Count(grouping.Groups.Count)} groups; with so many, small groups decide the "
                    + "extremes.",
                grouping.Groups.Count));
        }

        return grouping;
    }

    private Grouping Named(List<ReadingNote> notes)
    {
        IReadOnlyList<string> texts = _categories!.Sink.Names;
        int[] codes = _plan.Take(_categories);
        string[] names = [.. texts];
        if (_specification.Mapping is { } mapping)
        {
            names = [.. texts.Select(text => mapping.TryGetValue(text, out string? name) ? name : text)];
            bool[] unmapped = [.. texts.Select(text => !mapping.ContainsKey(text))];
            long rows = codes.LongCount(code => code >= 0 && unmapped[code]);
            if (rows > 0)
            {
                notes.Add(new ReadingNote(
                    "unmapped_values",
                    $"{Words.Have(rows, "row")} a value of '{Name}' that the mapping does not name and keep it as "
                        + "their group.",
                    rows));
            }
        }

        string[] groups = [.. names.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        int[] map =
            [.. names.Select(name => name.Length == 0 ? -1 : Array.BinarySearch(groups, name, StringComparer.Ordinal))];
        Recode(codes, map);
        NoteSimilar(groups, notes);
        return new Grouping(Name, groups, codes);
    }

    private static void Recode(int[] codes, int[] map)
    {
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = codes[i] < 0 ? -1 : map[codes[i]];
        }
    }

    private void NoteSimilar(string[] groups, List<ReadingNote> notes)
    {
        int same = groups.Length - groups.Select(group => group.Trim())
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        if (same > 0)
        {
            notes.Add(new ReadingNote(
                "similar_groups",
                $"'{Name}' has groups whose names differ only in case or spaces; map them to one name if they are one "
                    + "group.",
                same));
        }
    }

    private Grouping Binned(List<ReadingNote> notes)
    {
        double[] numbers = _plan.Take(_numbers!);
        int[] codes = new int[numbers.Length];
        long below = 0;
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = double.IsNaN(numbers[i]) ? -1 : _specification.BinOf(numbers[i]);
            below += codes[i] < 0 && !double.IsNaN(numbers[i]) ? 1 : 0;
        }

        if (below > 0)
        {
            notes.Add(new ReadingNote(
                "values_below_first_bin",
                $"{Words.Have(below, "row")} a '{Name}' below the first bin and count as missing there.",
                below));
        }

        return new Grouping(Name, _specification.BinNames(), codes);
    }
}
