namespace Isonomia.Numerics;

/// <summary>Permutation tests of group labels between units (patients), inside strata.</summary>
/// <remarks>
/// <para>All assignments are enumerated where there are at most 100,000, and p is their share; else B random ones are drawn and
/// p = (1 + #{T* ≥ T}) / (1 + B). Assignments without a value leave both counts; above the declared share the test is undefined.</para>
/// <para>Sources: Chung and Romano 2013; Phipson and Smyth 2010; specification §11.7 and §20 A9. A rejected null says that the
/// laws differ in the statistic, not why.</para>
/// </remarks>
public static class PermutationTest
{
    /// <summary>The most assignments that are enumerated.</summary>
    public const long ExactLimit = 100_000;

    private const double Slack = 1e-12;
    private const int ChunkSize = 64;

    /// <summary>Tests whether a statistic of the group labels is extreme; large values are extreme.</summary>
    /// <param name="groups">The group of every unit, shape [I].</param>
    /// <param name="strata">The stratum of every unit, inside which labels are exchanged, shape [I]; empty: one stratum.</param>
    /// <param name="statistic">The statistic of an assignment of groups to units; NaN where undefined. It must be safe to call
    /// from several threads and must not keep or change the array.</param>
    /// <param name="permutations">B of the random form.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="procedure">The id of the procedure, so that two tests draw different assignments.</param>
    /// <param name="maxUndefinedShare">The largest share of undefined assignments to accept.</param>
    /// <param name="threads">Threads; 0: one for each core. The result does not depend on it.</param>
    /// <param name="cancellation">Stops the test.</param>
    /// <returns>The result.</returns>
    public static PermutationResult Run(
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata,
        Func<int[], double> statistic,
        int permutations,
        ulong seed,
        string procedure,
        double maxUndefinedShare = 0.05,
        int threads = 0,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        int[] observedGroups = groups.ToArray();
        double observed = statistic(observedGroups);
        if (double.IsNaN(observed))
        {
            return new PermutationResult(
                UndefinedReason.SingleGroup, UndefinedReason.SingleGroup, 0, 0, 0, false, UndefinedReason.SingleGroup, UndefinedReason.SingleGroup);
        }

        int[][] members = Members(groups.Length, strata);
        bool isExact = AssignmentCount(observedGroups, members) <= ExactLimit;
        double[] values = isExact
            ? Enumerated(observedGroups, members, statistic)
            : Drawn(observedGroups, members, statistic, permutations, seed, procedure, threads, cancellation);
        return Summarize(observed, values, isExact, maxUndefinedShare);
    }

    private static PermutationResult Summarize(double observed, double[] values, bool isExact, double maxUndefinedShare)
    {
        double limit = observed - (Slack * Math.Max(1, Math.Abs(observed)));
        double[] defined = [.. values.Where(value => !double.IsNaN(value))];
        long extreme = defined.LongCount(value => value >= limit);
        long undefined = values.Length - defined.Length;
        double share = values.Length == 0 ? 1 : undefined / (double)values.Length;
        Statistic p = defined.Length == 0 || share > maxUndefinedShare
            ? UndefinedReason.UnstableResamples
            : isExact ? extreme / (double)defined.Length : (1.0 + extreme) / (1.0 + defined.Length);
        bool isFinite = defined.Length > 0 && defined.All(double.IsFinite);
        return new PermutationResult(
            observed,
            p,
            values.Length,
            extreme,
            undefined,
            isExact,
            isFinite ? Moments.Mean(defined) : UndefinedReason.UnstableResamples,
            isFinite ? Quantile.Of(defined, 0.95) : UndefinedReason.UnstableResamples);
    }

    private static double[] Drawn(
        int[] groups, int[][] members, Func<int[], double> statistic, int permutations, ulong seed, string procedure, int threads,
        CancellationToken cancellation)
    {
        double[] values = new double[permutations];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation,
        };
        Parallel.For(0, (permutations + ChunkSize - 1) / ChunkSize, options, chunk =>
        {
            int[] assigned = new int[groups.Length];
            int[] labels = new int[members.Max(list => list.Length)];
            for (int b = chunk * ChunkSize; b < Math.Min(permutations, (chunk + 1) * ChunkSize); b++)
            {
                RandomSource random = RandomSource.For(seed, procedure, b);
                foreach (int[] stratum in members)
                {
                    Span<int> drawn = labels.AsSpan(0, stratum.Length);
                    for (int i = 0; i < stratum.Length; i++)
                    {
                        drawn[i] = groups[stratum[i]];
                    }

                    random.Shuffle(drawn);
                    for (int i = 0; i < stratum.Length; i++)
                    {
                        assigned[stratum[i]] = drawn[i];
                    }
                }

                values[b] = statistic(assigned);
            }
        });
        return values;
    }

    private static double[] Enumerated(int[] groups, int[][] members, Func<int[], double> statistic)
    {
        List<double> values = [];
        int[] assigned = (int[])groups.Clone();
        int[][] labels = [.. members.Select(stratum => stratum.Select(unit => groups[unit]).Order().ToArray())];
        Visit(0);
        return [.. values];

        void Visit(int stratum)
        {
            if (stratum == members.Length)
            {
                values.Add(statistic(assigned));
                return;
            }

            int[] current = labels[stratum];
            Array.Sort(current);
            do
            {
                for (int i = 0; i < current.Length; i++)
                {
                    assigned[members[stratum][i]] = current[i];
                }

                Visit(stratum + 1);
            }
            while (NextPermutation(current));
        }
    }

    /// <summary>Steps to the next distinct arrangement in lexicographic order.</summary>
    private static bool NextPermutation(int[] items)
    {
        int i = items.Length - 2;
        while (i >= 0 && items[i] >= items[i + 1])
        {
            i--;
        }

        if (i < 0)
        {
            return false;
        }

        int j = items.Length - 1;
        while (items[j] <= items[i])
        {
            j--;
        }

        (items[i], items[j]) = (items[j], items[i]);
        Array.Reverse(items, i + 1, items.Length - i - 1);
        return true;
    }

    /// <summary>The number of distinct assignments: a product of multinomial coefficients; infinite where it overflows.</summary>
    private static double AssignmentCount(int[] groups, int[][] members)
    {
        double log = 0;
        foreach (int[] stratum in members)
        {
            log += LogFactorial(stratum.Length);
            foreach (IGrouping<int, int> same in stratum.GroupBy(unit => groups[unit]))
            {
                log -= LogFactorial(same.Count());
            }
        }

        return Math.Round(Math.Exp(Math.Min(log, 700)));

        static double LogFactorial(int n) => MathNet.Numerics.SpecialFunctions.FactorialLn(n);
    }

    private static int[][] Members(int count, ReadOnlySpan<int> strata)
    {
        if (strata.IsEmpty)
        {
            return [[.. Enumerable.Range(0, count)]];
        }

        int[] codes = strata.ToArray();
        return [.. Enumerable.Range(0, count).GroupBy(unit => codes[unit]).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }
}
