using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Kolmogorov–Smirnov tests of variables between all pairs of groups, overall and within labels, in one
/// family.</summary>
/// <param name="table">The audited rows.</param>
/// <param name="request">Floors, attributes to match by, seed.</param>
internal sealed class DistributionTable(PredictionTable table, AuditRequest request)
{
    /// <summary>An attribute with more groups is left out: its pairs would be thousands.</summary>
    internal const int MostGroups = 40;

    /// <summary>The attribute that is held equal, or null: the label alone is.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="request">Names it.</param>
    /// <returns>The attribute.</returns>
    /// <exception cref="Catalogs.UnknownNameException">It is none of the audited attributes or controls.</exception>
    internal static Grouping? MatchOf(PredictionTable table, AuditRequest request) => request.Match is not { } name
        ? null
        : table.Attributes.Concat(table.Controls).FirstOrDefault(grouping => grouping.Attribute == name)
            ?? throw new Catalogs.UnknownNameException(
                "Attribute", name, table.Attributes.Concat(table.Controls).Select(grouping => grouping.Attribute));

    /// <summary>Runs the tests.</summary>
    /// <returns>The tests with their adjusted p-values, in the order of variables, attributes, strata and
    /// groups.</returns>
    internal IReadOnlyList<DistributionTest> Run()
    {
        bool[] isIndependent = OneRowAUnit();
        DistributionTest[] tests =
        [
            .. ComparedVariable.Scores(table.Outcome).SelectMany(variable => Tests(variable, isIndependent)),
        ];
        double[] adjusted = Multiplicity.BenjaminiYekutieli([.. tests.Select(test => test.P)]);
        return [.. tests.Select((test, i) =>
            test with { PAdjusted = adjusted[i], Adjustment = $"by over {tests.Length} tests" })];
    }

    private IEnumerable<DistributionTest> Tests(ComparedVariable variable, bool[] isIndependent)
    {
        int[] order = Order(variable);
        FinishedStage.Release(table.RowCount);
        foreach (Grouping attribute in table.Attributes.Where(attribute => attribute.Groups.Count <= MostGroups))
        {
            foreach ((string stratum, int[] rows, int floor) in Strata(variable, attribute, order, isIndependent))
            {
                int[][] groups = [.. Enumerable.Range(0, attribute.Groups.Count).Select(g =>
                    Array.FindAll(rows, row => attribute.Codes[row] == g))];
                int[][] independent = Array.ConvertAll(groups, own => Array.FindAll(own, row => isIndependent[row]));
                foreach ((int a, int b) in Pairs(groups.Length).Where(pair =>
                    independent[pair.A].Length >= floor && independent[pair.B].Length >= floor))
                {
                    yield return Test(variable, attribute, stratum, (a, groups[a], independent[a]),
                        (b, groups[b], independent[b]));
                }
            }
        }
    }

    /// <summary>The rows of every stratum in ascending order of the variable.</summary>
    private IEnumerable<(string Stratum, int[] Rows, int Floor)> Strata(
        ComparedVariable variable, Grouping attribute, int[] order, bool[] isIndependent)
    {
        yield return ("all", order, Math.Max(1, request.Floors.Patients));
        if (variable.LabelOf is not { } labelOf)
        {
            yield break;
        }

        yield return ("label=1", Array.FindAll(order, row => labelOf(row) == 1), Math.Max(1, request.Floors.Positives));
        yield return ("label=0", Array.FindAll(order, row => labelOf(row) == 0), Math.Max(1, request.Floors.Negatives));
        if (MatchOf(table, request) is { } match && match.Attribute != attribute.Attribute)
        {
            Grouping label = new("label", ["0", "1"], [.. Enumerable.Range(0, table.RowCount).Select(labelOf)]);
            int[] subset = StratumMatch.Find(attribute, [label, match], order.Where(row => isIndependent[row]).Order())
                ?.Subset(RandomSource.For(request.Seed, $"score_match:{variable.Name}:{attribute.Attribute}", 0)) ?? [];
            HashSet<int> kept = [.. subset];
            yield return ("matched", Array.FindAll(order, kept.Contains), Math.Max(1, request.Floors.Patients));
        }
    }

    private DistributionTest Test(
        ComparedVariable variable, Grouping attribute, string stratum, (int Group, int[] All, int[] Independent) a,
        (int Group, int[] All, int[] Independent) b)
    {
        double[] Values(int[] rows) => Array.ConvertAll(rows, row => variable.Values[row]);
        (double[] first, double[] second) = (Values(a.Independent), Values(b.Independent));
        bool isExact = KolmogorovSmirnov.IsExact(first.Length, second.Length);
        double own = KolmogorovSmirnov.DistanceOfSorted(first, second);
        return new DistributionTest
        {
            Variable = variable.Name,
            Attribute = attribute.Attribute,
            Stratum = stratum,
            A = attribute.Groups[a.Group],
            B = attribute.Groups[b.Group],
            CountA = a.All.Length,
            CountB = b.All.Length,
            Distance = a.All.Length + b.All.Length == first.Length + second.Length
                ? own
                : KolmogorovSmirnov.DistanceOfSorted(Values(a.All), Values(b.All)),
            IndependentA = first.Length,
            IndependentB = second.Length,
            P = isExact
                ? KolmogorovSmirnov.ExactP(first, second)
                : KolmogorovSmirnov.AsymptoticP(own, first.Length, second.Length),
            Method = isExact ? "exact" : "asymptotic",
        };
    }

    private bool[] OneRowAUnit()
    {
        bool[] isChosen = new bool[table.RowCount];
        if (table.Units is not { } units)
        {
            Array.Fill(isChosen, true);
            return isChosen;
        }

        int[] order = [.. Enumerable.Range(0, table.RowCount)];
        RandomSource.For(request.Seed, "score_rows", 0).Shuffle<int>(order);
        bool[] seen = new bool[table.UnitCount];
        foreach (int row in order)
        {
            isChosen[row] = !seen[units[row]];
            seen[units[row]] = true;
        }

        return isChosen;
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
}
