using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Holds attributes against the shares of a table; categories that do not map are listed, not
/// dropped.</summary>
internal static class ReferenceReading
{
    private const int Draws = 10_000;

    internal static IReadOnlyList<ReferenceComparison> Compare(DocumentRequest request, CohortReading reading,
        CancellationToken cancellation)
    {
        if (request.Reference is not string path)
        {
            return [];
        }

        var table = TextTable.Read(path, null, cancellation);
        string measure = table.Columns.Contains("share") ? "share" : "count";
        string name = Path.GetFileName(path);
        TableProblem[] absent =
        [
            .. new[] { "attribute", "category", measure }.Where(column => !table.Columns.Contains(column))
                .Select(column => new TableProblem(
                $"{name} has no column '{column}'; expected attribute, category and share (or count).", path, null,
                    column)),
        ];
        if (absent.Length > 0)
        {
            throw new TableException(absent);
        }

        List<TableProblem> problems = [];
        List<(string Attribute, string Category, double Value)> rows = [];
        for (int i = 0; i < table.RowCount; i++)
        {
            if (table["attribute"][i] is string attribute && table["category"][i] is string category
                && double.TryParse(table[measure][i], NumberStyles.Float, CultureInfo.InvariantCulture,
                    out double value) && value >= 0)
            {
                rows.Add((attribute, category, value));
            }
            else
            {
                problems.Add(new TableProblem($"{name} row {i + 2}: expected an attribute, a category and a {measure} "
                    + $"of at least 0.", path, i + 2));
            }
        }

        return problems.Count > 0
            ? throw new TableException(problems)
            : [.. reading.Attributes.Where(attribute => rows.Any(row => row.Attribute == attribute.Name))
                .Select(attribute => Of(attribute, reading.Units,
                    [.. rows.Where(row => row.Attribute == attribute.Name)], request.ReferenceName ?? name,
                    request.Seed))];
    }

    private static ReferenceComparison Of(
        ColumnReading attribute, UnitTable units, (string Attribute, string Category, double Value)[] rows,
            string reference, ulong seed)
    {
        int[] codes = attribute.ByUnit(units);
        int[] counts = new int[attribute.Groups.Count];
        foreach (int code in codes.Where(code => code >= 0))
        {
            counts[code]++;
        }

        (string Group, int Count, double Value)[] shared =
        [
            .. attribute.Groups.Index().Where(group => rows.Any(row => Same(row.Category, group.Item)))
                .Select(group => (group.Item, counts[group.Index],
                    rows.First(row => Same(row.Category, group.Item)).Value)),
        ];
        int total = shared.Sum(row => row.Count);
        double whole = shared.Sum(row => row.Value);
        (string test, double? p) = total == 0 || whole <= 0 || shared.Length < 2
            ? ("none: fewer than two shared groups", (double?)null)
            : Fit([.. shared.Select(row => row.Count)], [.. shared.Select(row => row.Value / whole)], total, seed,
                attribute.Name);
        return new ReferenceComparison(
            attribute.Name, reference,
            [
                .. shared.Where(_ => total > 0 && whole > 0).Select(row =>
                {
                    Interval interval = ProportionInterval.Wilson(row.Count, total);
                    double share = row.Value / whole;
                    return new ReferenceRow(
                        row.Group, row.Count, (double)row.Count / total, interval.Low, interval.High, share, share == 0
                            ? null : (double)row.Count / total / share);
                }),
            ],
            [.. attribute.Groups.Where(group => !rows.Any(row => Same(row.Category, group)))],
            [.. rows.Select(row => row.Category)
                .Where(category => !attribute.Groups.Any(group => Same(category, group)))],
            test,
            p);
    }

    private static bool Same(string a, string b) => a == b || TextFolding.Name(a) == TextFolding.Name(b);

    private static (string Test, double? P) Fit(int[] counts, double[] shares, int total, ulong seed, string name)
    {
        double observed = ChiSquare(counts, shares, total);
        if (shares.All(share => share * total >= 5))
        {
            return ("chi-square goodness of fit",
                MathNet.Numerics.SpecialFunctions.GammaUpperRegularized((counts.Length - 1) / 2.0, observed / 2));
        }

        if (shares.Any(share => share == 0))
        {
            return ("none: a group the reference does not have", null);
        }

        var random = RandomSource.For(seed, "reference:" + name, 0);
        double[] cumulative = new double[shares.Length];
        double sum = 0;
        for (int i = 0; i < shares.Length; i++)
        {
            cumulative[i] = sum += shares[i];
        }

        int atLeast = 0;
        int[] drawn = new int[shares.Length];
        for (int b = 0; b < Draws; b++)
        {
            Array.Clear(drawn);
            for (int i = 0; i < total; i++)
            {
                double at = random.NextDouble() * sum;
                int g = Array.FindIndex(cumulative, edge => edge > at);
                drawn[g < 0 ? shares.Length - 1 : g]++;
            }

            atLeast += ChiSquare(drawn, shares, total) >= observed * (1 - 1e-9) ? 1 : 0;
        }

        return ($"multinomial by {Draws:N0} draws", (1.0 + atLeast) / (1 + Draws));
    }

    private static double ChiSquare(int[] counts, double[] shares, int total)
    {
        double sum = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = shares[i] * total;
            sum += expected == 0 ? (counts[i] == 0 ? 0 : double.PositiveInfinity)
                : (counts[i] - expected) * (counts[i] - expected) / expected;
        }

        return sum;
    }
}
