using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>One column as groups: what means "not known" is found, ages are read in every form, long numbers get
/// bins.</summary>
internal sealed class ColumnReading
{
    private const int MostPlainNumbers = 12;
    private static readonly double[] AgeEdges = [0, 18, 40, 60, 75];

    private int[]? _byUnit;

    private ColumnReading(string name, string column, IReadOnlyList<string> groups, int[] codes)
    {
        (Name, Column, Groups, Codes) = (name, column, groups, codes);
    }

    internal string Name { get; }

    internal string Column { get; }

    internal IReadOnlyList<string> Groups { get; }

    /// <summary>The group of every row, -1 where nothing is known, shape [rows].</summary>
    internal int[] Codes { get; }

    /// <summary>The numbers behind the groups, NaN where there is none; null for a column of words.</summary>
    internal double[]? Numbers { get; private init; }

    /// <summary>Texts that were taken as "not known", with their rows.</summary>
    internal IReadOnlyList<SentinelCount> Sentinels { get; private init; } = [];

    /// <summary>Rows of persons who declined to say.</summary>
    internal int Refused { get; private init; }

    /// <summary>Rows whose cell is no plausible value (ages over 120 or below 0, dates where ages belong, words among
    /// numbers).</summary>
    internal IReadOnlyList<SentinelCount> Unusable { get; private init; } = [];

    /// <summary>Rows that say "this age or older".</summary>
    internal int TopCoded { get; private init; }

    /// <summary>How many different values there are.</summary>
    internal int Distinct { get; private init; }

    /// <summary>Whether bins were chosen by the program, because none were declared.</summary>
    internal bool HasOwnBins { get; private init; }

    internal static ColumnReading Of(Cohort cohort, CohortColumn column)
    {
        string name = column.Alias ?? column.Name;

        // "none" is a class of a label, and NA is Namibia in a column of countries.
        string[] means = column.Role == ColumnRole.Label ? ["none"]
            : TextFolding.Name(name).Contains("country", StringComparison.Ordinal) ? ["na"] : [];
        AttributeSpecification specification = CohortGroups.Specification(column);
        string?[] cells = cohort.Values(column.Name);
        bool isAge = TextFolding.Name(name).Split(' ')
            .Any(word => word is "age" or "edad" or "idade" or "alter" or "eta" or "patientage" or "ages");
        Dictionary<string, Cell> known = new(StringComparer.Ordinal);
        Cell[] read = new Cell[cells.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            string text = cells[i] ?? string.Empty;
            if (!known.TryGetValue(text, out Cell? cell))
            {
                known[text] = cell = means.Contains(TextFolding.Name(text))
                    ? new Cell { Text = text }
                    : Cell.Of(text, isAge);
            }

            cell.Rows++;
            read[i] = cell;
        }

        Cell[] values = [.. known.Values.Where(cell => cell.Kind == CellKind.Value)];
        bool isNumeric = values.Length > 0 && values.All(cell => cell.Number is not null);
        if (isNumeric && !isAge && specification.Mapping is null)
        {
            // A lone −1 among counts or classes stands for "not known".
            foreach (Cell cell in values.Where(cell => cell.Number == -1
                && values.All(other => other.Number >= 0 || other == cell)))
            {
                cell.Kind = CellKind.Missing;
            }

            values = [.. values.Where(cell => cell.Kind == CellKind.Value)];
        }

        (IReadOnlyList<string> groups, bool ownBins) = isNumeric && specification.Mapping is null
            && (specification.Edges is not null || values.Length > MostPlainNumbers
                || values.Any(cell => !double.TryParse(
                    cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            ? Bin(specification, values, isAge)
            : Words(specification, values);
        bool hasNumbers = isNumeric && specification.Mapping is null;
        return new ColumnReading(name, column.Name, groups,
            [.. read.Select(cell => cell.Kind == CellKind.Value ? cell.Group : -1)])
        {
            Numbers = hasNumbers ? [.. read.Select(cell => cell.Kind == CellKind.Value ? cell.Number!.Value
                : double.NaN)] : null,
            Sentinels = [.. known.Where(pair => pair.Value.Kind == CellKind.Missing && pair.Key.Length > 0)
                .Select(pair => new SentinelCount(pair.Key, pair.Value.Rows)).OrderByDescending(count => count.Rows)],
            Refused = known.Values.Where(cell => cell.Kind == CellKind.Refused).Sum(cell => cell.Rows),
            Unusable = [.. known.Values.Where(cell => cell.Kind == CellKind.Unusable)
                .GroupBy(cell => cell.Problem!, StringComparer.Ordinal)
                .Select(group => new SentinelCount(group.Key, group.Sum(cell => cell.Rows)))],
            TopCoded = known.Values.Where(cell => cell.IsTopCoded).Sum(cell => cell.Rows),
            Distinct = values.Length,
            HasOwnBins = ownBins,
        };
    }

    /// <summary>The first known group of each patient, -1 where none is known; computed once.</summary>
    internal int[] ByUnit(UnitTable units) => _byUnit ??= units.First(Codes).Codes;

    /// <summary>A label or a fact: no ages, no bins unless there are too many numbers.</summary>
    internal static ColumnReading OfFact(Cohort cohort, string column) =>
        Of(cohort, new CohortColumn(column, ColumnRole.Other));

    /// <summary>A label, in which "none" is a finding's absence and no missing value.</summary>
    internal static ColumnReading OfLabel(Cohort cohort, string column) =>
        Of(cohort, new CohortColumn(column, ColumnRole.Label));

    private static (IReadOnlyList<string> Groups, bool OwnBins) Bin(AttributeSpecification specification,
        Cell[] values, bool isAge)
    {
        bool own = specification.Edges is null;
        AttributeSpecification bins = own ? specification with { Edges = isAge ? AgeEdges : Quartiles(values) }
            : specification;
        foreach (Cell cell in values)
        {
            cell.Group = bins.BinOf(cell.Number!.Value);
            if (cell.Group < 0)
            {
                (cell.Kind, cell.Problem) = (CellKind.Unusable, "below the first bin");
            }
        }

        return (bins.BinNames(), own);
    }

    private static double[] Quartiles(Cell[] values)
    {
        double[] sorted = [.. values.SelectMany(cell => Enumerable.Repeat(cell.Number!.Value, cell.Rows)).Order()];
        double[] edges = [sorted[0], sorted[sorted.Length / 4], sorted[sorted.Length / 2],
            sorted[sorted.Length * 3 / 4]];
        return [.. edges.Distinct()];
    }

    private static (IReadOnlyList<string> Groups, bool OwnBins) Words(AttributeSpecification specification,
        Cell[] values)
    {
        foreach (Cell cell in values)
        {
            cell.Word = specification.Mapping is null ? cell.Text
                : specification.Mapping.GetValueOrDefault(cell.Text, cell.Text);
            if (cell.Word.Length == 0)
            {
                cell.Kind = CellKind.Missing;
            }
        }

        Cell[] left = [.. values.Where(cell => cell.Kind == CellKind.Value)];
        bool numeric = left.All(cell => cell.Number is not null);
        string[] groups = [.. left.Select(cell => cell.Word).Distinct(StringComparer.Ordinal)
            .OrderBy(word => numeric && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture,
                out double number) ? number : 0)
            .ThenBy(word => word, StringComparer.Ordinal)];
        var places = groups.Index().ToDictionary(group => group.Item, group => group.Index, StringComparer.Ordinal);
        foreach (Cell cell in left)
        {
            cell.Group = places[cell.Word];
        }

        return (groups, false);
    }

    private enum CellKind
    {
        Value,
        Missing,
        Refused,
        Unusable,
    }

    private sealed class Cell
    {
        internal required string Text { get; init; }

        internal CellKind Kind { get; set; }

        internal double? Number { get; init; }

        internal string? Problem { get; set; }

        internal bool IsTopCoded { get; init; }

        internal string Word { get; set; } = string.Empty;

        internal int Group { get; set; }

        internal int Rows { get; set; }

        internal static Cell Of(string text, bool isAge)
        {
            if (Isonomia.Documentation.Sentinels.IsMissing(text))
            {
                return new Cell { Text = text, Kind = CellKind.Missing };
            }

            if (Isonomia.Documentation.Sentinels.IsRefused(text))
            {
                return new Cell { Text = text, Kind = CellKind.Refused };
            }

            double? number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value) ? value : null;
            if (!isAge)
            {
                return new Cell { Text = text, Number = number };
            }

            if (number is double sentinel && Isonomia.Documentation.Sentinels.IsAgeSentinel(sentinel))
            {
                return new Cell { Text = text, Kind = CellKind.Missing };
            }

            if (number is < 0)
            {
                return new Cell { Text = text, Kind = CellKind.Unusable, Problem = "implausible" };
            }

            var age = AgeText.Parse(text);
            return age.Problem switch
            {
                "missing" => new Cell { Text = text, Kind = CellKind.Missing },
                "date" => new Cell { Text = text, Kind = CellKind.Unusable, Problem = "date of birth, refused" },
                "implausible" => new Cell { Text = text, Kind = CellKind.Unusable, Problem = "implausible" },
                "not an age" => new Cell { Text = text, Number = null },
                _ => new Cell { Text = text, Number = age.Years, IsTopCoded = age.IsTopCoded },
            };
        }
    }
}
