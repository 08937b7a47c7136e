using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>The tests of a shift, in order, as one Benjamini–Yekutieli family.</summary>
/// <remarks>One row of each patient enters. Sources: Schrouff et al., NeurIPS 2022; specification, fairness
/// §16.</remarks>
internal static class ShiftTests
{
    internal const string AttributeMix = "attribute_mix";
    internal const string Prevalence = "prevalence";
    internal const string Score = "score";
    internal const string Embedding = "embedding";
    private const int FewestRows = 10;

    internal static IReadOnlyList<ShiftTest> Run(
        ShiftRequest request, ShiftSide first, ShiftSide second, CancellationToken cancellation)
    {
        int[] a = first.OneRowAPatient(RandomSource.For(request.Seed, "shift_rows", 0));
        int[] b = second.OneRowAPatient(RandomSource.For(request.Seed, "shift_rows", 1));
        EmbeddingPool? pool = EmbeddingPool.Of(request);
        List<ShiftTest> mix = [], prevalence = [], score = [], embedding = [];
        for (int k = 0; k < first.Table.Attributes.Count; k++)
        {
            Grouping left = first.Table.Attributes[k];
            Grouping right = second.Table.Attributes[k];
            mix.Add(Table(
                AttributeMix, left.Attribute, string.Empty,
                [Counts(left.Groups.Count, a, row => left.Codes[row]),
                    Counts(left.Groups.Count, b, row => right.Codes[row])]));
            for (int g = 0; g < left.Groups.Count; g++)
            {
                int[] ag = [.. a.Where(row => left.Codes[row] == g)];
                int[] bg = [.. b.Where(row => right.Codes[row] == g)];
                prevalence.Add(Table(
                    Prevalence, left.Attribute, left.Groups[g],
                    [Counts(2, ag, row => first.Outcome.Labels[row]),
                        Counts(2, bg, row => second.Outcome.Labels[row])]));
                foreach (int y in new[] { 0, 1 })
                {
                    cancellation.ThrowIfCancellationRequested();
                    int[] ay = [.. ag.Where(row => first.Outcome.Labels[row] == y)];
                    int[] by = [.. bg.Where(row => second.Outcome.Labels[row] == y)];
                    string stratum = $"label {y}, {left.Groups[g]}";
                    score.Add(Scores(left.Attribute, stratum, first, second, ay, by));
                    if (pool is not null)
                    {
                        embedding.Add(Embeddings(
                            left.Attribute, stratum, pool, ay, by, request.Permutations,
                            RandomSource.For(request.Seed, "shift_mmd", embedding.Count)));
                    }
                }
            }
        }

        ShiftTest[] all = [.. mix, .. prevalence, .. score, .. embedding];
        double[] adjusted = Multiplicity.BenjaminiYekutieli([.. all.Select(test => test.P ?? double.NaN)]);
        return [.. all.Select((test, i) => test with { PAdjusted = test.P is null ? null : adjusted[i] })];
    }

    /// <summary>Which shifts the tests show.</summary>
    internal static IReadOnlyList<string> Present(IReadOnlyList<ShiftTest> tests, double alpha)
    {
        List<string> present = [];
        Add("demographic_shift", AttributeMix);
        Add("prevalence_shift", Prevalence);
        Add("covariate_shift", Score, Embedding);
        return present.Count > 1 ? [.. present, "compound_shift"] : present;

        void Add(string shift, params string[] kinds)
        {
            if (tests.Any(test => kinds.Contains(test.Kind) && test.PAdjusted <= alpha))
            {
                present.Add(shift);
            }
        }
    }

    private static double[] Counts(int size, int[] rows, Func<int, int> code)
    {
        double[] counts = new double[size];
        foreach (int row in rows)
        {
            if (code(row) is int k and >= 0)
            {
                counts[k]++;
            }
        }

        return counts;
    }

    private static ShiftTest Table(string kind, string attribute, string stratum, double[][] table)
    {
        (int n, int m) = ((int)table[0].Sum(), (int)table[1].Sum());
        if (Math.Min(n, m) < FewestRows)
        {
            return new ShiftTest(kind, attribute, stratum, n, m, null, null, null, UndefinedReason.BelowMinCount.Id());
        }

        ContingencyTest test = ContingencyTest.Of(table);
        return test.DegreesOfFreedom == 0
            ? new ShiftTest(kind, attribute, stratum, n, m, null, null, null, UndefinedReason.SingleCategory.Id())
            : new ShiftTest(kind, attribute, stratum, n, m, test.ChiSquared, test.P, null, null);
    }

    private static ShiftTest Scores(string attribute, string stratum, ShiftSide first, ShiftSide second, int[] a,
        int[] b)
    {
        if (Math.Min(a.Length, b.Length) < FewestRows)
        {
            return new ShiftTest(Score, attribute, stratum, a.Length, b.Length, null, null, null,
                UndefinedReason.BelowMinCount.Id());
        }

        double[] x = [.. a.Select(row => first.Outcome.Scores[row])];
        double[] y = [.. b.Select(row => second.Outcome.Scores[row])];
        return new ShiftTest(
            Score, attribute, stratum, a.Length, b.Length, KolmogorovSmirnov.Distance(x, y), KolmogorovSmirnov.P(x, y),
                null, null);
    }

    private static ShiftTest Embeddings(
        string attribute, string stratum, EmbeddingPool pool, int[] a, int[] b, int permutations, RandomSource random)
    {
        if (Math.Min(a.Length, b.Length) < FewestRows)
        {
            return new ShiftTest(Embedding, attribute, stratum, a.Length, b.Length, null, null, null,
                UndefinedReason.BelowMinCount.Id());
        }

        MaximumMeanDiscrepancy found = pool.Compare(a, b, permutations, random);
        return new ShiftTest(
            Embedding, attribute, stratum, found.FirstCount, found.SecondCount, found.Squared.ValueOrNull, found.P,
                null,
            found.Squared.Reason?.Id());
    }
}
