using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Reads a table <c>condition, group, count</c> (and <c>attribute</c>) of people who are ill, and holds the
/// cohort against it.</summary>
internal static class BurdenReading
{
    internal static IReadOnlyList<BurdenComparison> Compare(DocumentRequest request, CohortReading reading,
        CancellationToken cancellation)
    {
        if (request.DiseaseBurden is not string path)
        {
            return [];
        }

        (string Condition, string? Attribute, string Group, double Count)[] rows = Read(path, reading, cancellation);
        string name = Path.GetFileName(path);
        List<BurdenComparison> comparisons = [];
        foreach (var condition in rows.GroupBy(row => row.Condition, StringComparer.Ordinal))
        {
            foreach (ColumnReading attribute in reading.Attributes)
            {
                (string Group, double Count)[] ill =
                    [.. condition.Where(row => row.Attribute is null
                        ? Has(attribute, row.Group) || !reading.Attributes.Any(other => Has(other, row.Group))
                        : row.Attribute == attribute.Name).Select(row => (row.Group, row.Count))];
                if (!ill.Any(row => Has(attribute, row.Group)))
                {
                    continue;
                }

                int[] codes = attribute.ByUnit(reading.Units);
                comparisons.Add(Of(condition.Key, attribute, codes, ill, name, "all " + reading.Units.Word));
                if (reading.Findings.FirstOrDefault(finding => Names(finding, condition.Key)) is { } found)
                {
                    sbyte[] has = found.ByUnit(reading.Units);
                    comparisons.Add(Of(condition.Key, attribute,
                        [.. codes.Select((code, u) => has[u] == 1 ? code : -1)],
                        ill, name, $"{reading.Units.Word} with '{found.Name}'"));
                }
            }
        }

        return comparisons;
    }

    private static bool Names(FindingReading finding, string condition)
    {
        string name = finding.Name;
        string part = name[(Math.Max(name.IndexOf("= ", StringComparison.Ordinal),
            name.IndexOf(": ", StringComparison.Ordinal)) + 1)..];
        return Same(finding.Name, condition) || Same(part.Trim(), condition);
    }

    private static bool Has(ColumnReading attribute, string group) =>
        attribute.Groups.Any(known => Same(known, group));

    private static bool Same(string a, string b) => a == b || TextFolding.Name(a) == TextFolding.Name(b);

    private static BurdenComparison Of(
        string condition, ColumnReading attribute, int[] codes, (string Group, double Count)[] ill, string reference,
        string among)
    {
        int[] counts = new int[attribute.Groups.Count];
        foreach (int code in codes.Where(code => code >= 0))
        {
            counts[code]++;
        }

        (string Group, int Patients, double Ill)[] shared =
        [
            .. attribute.Groups.Index().Where(group => ill.Any(row => Same(row.Group, group.Item)))
                .Select(group => (group.Item, counts[group.Index],
                    ill.Where(row => Same(row.Group, group.Item)).Sum(row => row.Count))),
        ];
        int total = shared.Sum(row => row.Patients);
        double whole = shared.Sum(row => row.Ill);
        return new BurdenComparison(
            condition, attribute.Name, reference, among,
            [
                .. shared.Where(_ => total > 0 && whole > 0).Select(row =>
                {
                    Interval interval = ProportionInterval.Wilson(row.Patients, total);
                    double share = row.Ill / whole;
                    return new ReferenceRow(row.Group, row.Patients, (double)row.Patients / total, interval.Low,
                        interval.High, share, share == 0 ? null : (double)row.Patients / total / share);
                }),
            ],
            [.. attribute.Groups.Where(group => !ill.Any(row => Same(row.Group, group)))],
            [.. ill.Select(row => row.Group).Where(group => !Has(attribute, group)).Distinct()]);
    }

    private static (string Condition, string? Attribute, string Group, double Count)[] Read(
        string path, CohortReading reading, CancellationToken cancellation)
    {
        var table = TextTable.Read(path, null, cancellation);
        string name = Path.GetFileName(path);
        string[] absent = [.. new[] { "condition", "group", "count" }.Where(column => !table.Columns.Contains(column))];
        if (absent.Length > 0)
        {
            throw new TableException([.. absent.Select(column => new TableProblem(
                $"{name} has no column '{column}'; expected condition, group and count (and attribute, if several "
                + "attributes have groups of that name).", path, null, column))]);
        }

        bool hasAttribute = table.Columns.Contains("attribute");
        List<TableProblem> problems = [];
        List<(string, string?, string, double)> rows = [];
        for (int i = 0; i < table.RowCount; i++)
        {
            string? attribute = hasAttribute ? table["attribute"][i] : null;
            if (attribute is not null && !reading.Attributes.Any(known => known.Name == attribute))
            {
                problems.Add(new TableProblem($"{name} row {i + 2}: no attribute '{attribute}' was declared; declared: "
                    + $"{string.Join(", ", reading.Attributes.Select(known => known.Name))}.", path, i + 2));
            }
            else if (table["condition"][i] is string condition && table["group"][i] is string group
                && double.TryParse(table["count"][i], NumberStyles.Float, CultureInfo.InvariantCulture,
                    out double count) && count >= 0 && double.IsFinite(count))
            {
                rows.Add((condition, attribute, group, count));
            }
            else
            {
                problems.Add(new TableProblem(
                    $"{name} row {i + 2}: expected a condition, a group and a count of at least 0.", path, i + 2));
            }
        }

        return problems.Count > 0 ? throw new TableException(problems) : [.. rows];
    }
}
