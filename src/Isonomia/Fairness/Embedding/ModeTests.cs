using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Compares every mode of the embeddings between every two groups, as one family.</summary>
/// <remarks>Source: Glocker, Jones, Bernhardt and Winzeck, eBioMedicine 89, 2023 (test-set inspection of feature
/// projections); Benjamini and Yekutieli 2001; specification, fairness §11.10.</remarks>
public static class ModeTests
{
    private const int ScipyExactLimit = 10_000;
    private const long ExactLimit = 10_000;

    /// <summary>Runs the tests: modes outermost, then groupings, then pairs in the order of the groups.</summary>
    /// <param name="scores">The place of every row along every mode, shape [k][n].</param>
    /// <param name="groupings">Attributes and label, codes of all n rows.</param>
    /// <param name="rows">The rows that count, or null: all. They must be independent of each other.</param>
    /// <param name="minimumRows">The fewest rows of a group that is tested.</param>
    /// <param name="usesScipyP">Whether p-values follow scipy (<c>ks@scipy</c>).</param>
    /// <returns>The tests, with p-values adjusted over all of them.</returns>
    /// <exception cref="ArgumentException">A grouping has another number of rows.</exception>
    public static IReadOnlyList<ModeTest> Of(
        IReadOnlyList<double[]> scores,
        IReadOnlyList<Grouping> groupings,
        IReadOnlyList<int>? rows = null,
        int minimumRows = 1,
        bool usesScipyP = false)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(groupings);
        foreach (Grouping grouping in groupings.Where(g => scores.Count > 0 && g.Codes.Length != scores[0].Length))
        {
            throw new ArgumentException(
                $"'{grouping.Attribute}' has {grouping.Codes.Length} rows; the modes have {scores[0].Length}.",
                    nameof(groupings));
        }

        int[][][] members = [.. groupings.Select(grouping => Members(grouping, rows))];
        List<ModeTest> tests = [];
        for (int mode = 0; mode < scores.Count; mode++)
        {
            for (int g = 0; g < groupings.Count; g++)
            {
                for (int a = 0; a < members[g].Length; a++)
                {
                    for (int b = a + 1; b < members[g].Length; b++)
                    {
                        tests.Add(Test(
                            mode + 1, groupings[g], a, b, Take(scores[mode], members[g][a]),
                                Take(scores[mode], members[g][b]),
                            Math.Max(1, minimumRows), usesScipyP));
                    }
                }
            }
        }

        double[] adjusted = Multiplicity.BenjaminiYekutieli([.. tests.Select(test => test.P ?? double.NaN)]);
        return [.. tests.Select((test, i) => test with { PAdjusted = test.P is null ? null : adjusted[i] })];
    }

    /// <summary>The rows of every group among those that count.</summary>
    internal static int[][] Members(Grouping grouping, IReadOnlyList<int>? rows)
    {
        var members = new List<int>[grouping.Groups.Count];
        for (int k = 0; k < members.Length; k++)
        {
            members[k] = [];
        }

        foreach (int row in rows ?? [.. Enumerable.Range(0, grouping.Codes.Length)])
        {
            if (grouping.Codes[row] >= 0)
            {
                members[grouping.Codes[row]].Add(row);
            }
        }

        return [.. members.Select(list => list.ToArray())];
    }

    private static double[] Take(double[] scores, int[] rows) => [.. rows.Select(row => scores[row])];

    private static ModeTest Test(
        int mode, Grouping grouping, int a, int b, double[] first, double[] second, int minimumRows, bool usesScipyP)
    {
        (string left, string right) = (grouping.Groups[a], grouping.Groups[b]);
        if (first.Length < minimumRows || second.Length < minimumRows)
        {
            return new ModeTest(
                mode, grouping.Attribute, left, right, first.Length, second.Length, null, null, null, null,
                UndefinedReason.BelowMinCount.Id());
        }

        double distance = KolmogorovSmirnov.Distance(first, second);
        bool isExact = usesScipyP
            ? Math.Max(first.Length, second.Length) <= ScipyExactLimit
            : (long)first.Length * second.Length <= ExactLimit;
        double p = (isExact, usesScipyP) switch
        {
            (true, _) => KolmogorovSmirnov.ExactP(first, second, ignoreTies: usesScipyP),
            (false, true) => KolmogorovSmirnov.ScipyAsymptoticP(distance, first.Length, second.Length),
            (false, false) => KolmogorovSmirnov.AsymptoticP(distance, first.Length, second.Length),
        };
        return new ModeTest(
            mode, grouping.Attribute, left, right, first.Length, second.Length, distance, p, null,
            isExact ? "exact" : "asymptotic", null);
    }
}
