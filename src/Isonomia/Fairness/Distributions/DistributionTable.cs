using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Kolmogorov–Smirnov tests of variables between all pairs of groups, overall and within labels, in one family.</summary>
/// <param name="table">The audited rows.</param>
/// <param name="request">Floors, attributes to match by, seed.</param>
internal sealed class DistributionTable(PredictionTable table, AuditRequest request)
{
    /// <summary>An attribute with more groups is left out: its pairs would be thousands.</summary>
    internal const int MostGroups = 40;

    private const string Label = "label";

    /// <summary>Runs the tests.</summary>
    /// <param name="variables">What is compared.</param>
    /// <param name="withLabels">Whether the two labels are compared as well.</param>
    /// <param name="withinLabels">Whether groups are compared within each label too.</param>
    /// <returns>The tests with their adjusted p-values, in the order of variables, attributes, strata and groups.</returns>
    internal IReadOnlyList<DistributionTest> Run(IReadOnlyList<ComparedVariable> variables, bool withLabels, bool withinLabels)
    {
        DistributionTest[] tests = [.. variables.SelectMany(variable => Tests(variable, withLabels, withinLabels))];
        double[] adjusted = Multiplicity.BenjaminiYekutieli([.. tests.Select(test => test.P)]);
        return [.. tests.Select((test, i) => test with { PAdjusted = adjusted[i], Adjustment = $"by over {tests.Length} tests" })];
    }

    private IEnumerable<DistributionTest> Tests(ComparedVariable variable, bool withLabels, bool withinLabels)
    {
        int[] order = Order(variable);
        if (withLabels && variable.LabelOf is { } labelOf)
        {
            double[][] byLabel = [Take(variable, order, row => labelOf(row) == 1), Take(variable, order, row => labelOf(row) == 0)];
            if (byLabel[0].Length >= request.Floors.Positives && byLabel[1].Length >= request.Floors.Negatives)
            {
                yield return Test(variable.Name, Label, "all", "label=1", "label=0", byLabel[0], byLabel[1]);
            }
        }

        foreach (Grouping attribute in table.Attributes.Where(attribute => attribute.Groups.Count <= MostGroups))
        {
            foreach ((string stratum, int label, int floor) in Strata(variable, withinLabels))
            {
                double[][] groups =
                [
                    .. Enumerable.Range(0, attribute.Groups.Count).Select(g => Take(
                        variable, order, row => attribute.Codes[row] == g && (label < 0 || variable.LabelOf!(row) == label))),
                ];
                foreach ((int a, int b) in Pairs(groups.Length).Where(pair => groups[pair.A].Length >= floor && groups[pair.B].Length >= floor))
                {
                    yield return Test(
                        variable.Name, attribute.Attribute, stratum, attribute.Groups[a], attribute.Groups[b], groups[a], groups[b]);
                }
            }

            foreach (DistributionTest test in Matched(variable, attribute))
            {
                yield return test;
            }
        }
    }

    private IEnumerable<(string Stratum, int Label, int Floor)> Strata(ComparedVariable variable, bool withinLabels)
    {
        yield return ("all", -1, request.Floors.Patients);
        if (withinLabels && variable.LabelOf is not null)
        {
            yield return ("label=1", 1, request.Floors.Positives);
            yield return ("label=0", 0, request.Floors.Negatives);
        }
    }

    /// <summary>Compares subsets of both groups that have the same mix of labels and of the matched attributes, drawn without
    /// replacement so that the p-value holds (specification §11.10, §16).</summary>
    private IEnumerable<DistributionTest> Matched(ComparedVariable variable, Grouping attribute)
    {
        Grouping[] by = [.. table.Attributes.Where(other => other != attribute && request.Match.Contains(other.Attribute))];
        if (by.Length == 0)
        {
            yield break;
        }

        string Key(int row) => string.Join(',', by.Select(other => other.Codes[row]).Append(variable.LabelOf?.Invoke(row) ?? 0));
        bool IsUsable(int row) => !double.IsNaN(variable.Values[row]) && by.All(other => other.Codes[row] >= 0)
            && (variable.LabelOf is null || variable.LabelOf(row) >= 0);
        Dictionary<string, int[]>[] cells =
        [
            .. Enumerable.Range(0, attribute.Groups.Count).Select(g => Enumerable.Range(0, table.RowCount)
                .Where(row => attribute.Codes[row] == g && IsUsable(row))
                .GroupBy(Key)
                .ToDictionary(cell => cell.Key, cell => cell.ToArray(), StringComparer.Ordinal)),
        ];
        foreach ((int a, int b) in Pairs(cells.Length))
        {
            var random = RandomSource.For(request.Seed, $"matched:{attribute.Attribute}:{variable.Name}", (a * cells.Length) + b);
            List<double> first = [];
            List<double> second = [];
            foreach (string key in cells[a].Keys.Intersect(cells[b].Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                int count = Math.Min(cells[a][key].Length, cells[b][key].Length);
                first.AddRange(Draw(cells[a][key], count, random));
                second.AddRange(Draw(cells[b][key], count, random));
            }

            if (first.Count >= request.Floors.Patients)
            {
                yield return Test(
                    variable.Name, attribute.Attribute, "matched", attribute.Groups[a], attribute.Groups[b],
                    [.. first.Order()], [.. second.Order()]);
            }
        }

        IEnumerable<double> Draw(int[] rows, int count, RandomSource random)
        {
            int[] drawn = (int[])rows.Clone();
            random.Shuffle<int>(drawn);
            return drawn.Take(count).Select(row => variable.Values[row]);
        }
    }

    private static DistributionTest Test(
        string variable, string attribute, string stratum, string a, string b, double[] first, double[] second)
    {
        bool isExact = KolmogorovSmirnov.IsExact(first.Length, second.Length);
        double distance = KolmogorovSmirnov.DistanceOfSorted(first, second);
        return new DistributionTest
        {
            Variable = variable,
            Attribute = attribute,
            Stratum = stratum,
            A = a,
            B = b,
            CountA = first.Length,
            CountB = second.Length,
            Distance = distance,
            P = isExact
                ? KolmogorovSmirnov.ExactP(first, second)
                : KolmogorovSmirnov.AsymptoticP(distance, first.Length, second.Length),
            Method = isExact ? "exact" : "asymptotic",
        };
    }

    private static IEnumerable<(int A, int B)> Pairs(int count)
    {
        for (int a = 0; a < count; a++)
        {
            for (int b = a + 1; b < count; b++)
            {
                yield return (a, b);
            }
        }
    }

    private static int[] Order(ComparedVariable variable)
    {
        int[] rows = [.. Enumerable.Range(0, variable.Values.Length).Where(row => !double.IsNaN(variable.Values[row]))];
        int[] order = SortOrder.Ascending(Array.ConvertAll(rows, row => variable.Values[row]));
        return Array.ConvertAll(order, place => rows[place]);
    }

    private static double[] Take(ComparedVariable variable, int[] order, Predicate<int> isMember) =>
        Array.ConvertAll(Array.FindAll(order, isMember), row => variable.Values[row]);
}
