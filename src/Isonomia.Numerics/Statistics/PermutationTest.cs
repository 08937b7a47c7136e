namespace Isonomia.Numerics;

/// <summary>Tests whether a statistic depends on the group, by permuting the groups of the units (patients).</summary>
/// <remarks>
/// <para>All assignments are listed where there are few enough, else drawn: draw b has a generator of its own, so that
/// the result is the same for any number of threads. T* ≥ T allows for rounding: values within 10⁻¹⁰·max(1, |T|) count
/// as equal.</para>
/// <para>Sources: Chung and Romano, Annals of Statistics 41, 2013; DiCiccio, Vasudevan, Basu, Kenthapadi and Agarwal,
/// KDD 2020; Phipson and Smyth 2010 (the 1 +); specification §11.7 and §20 A9.</para>
/// </remarks>
public static class PermutationTest
{
    private const double TieTolerance = 1e-10;
    private const double NullLevel = 0.95;
    private const string Procedure = "permutation";

    /// <summary>Tests any statistic.</summary>
    /// <param name="groups">The group of every unit, shape [I].</param>
    /// <param name="strata">The stratum of every unit, or empty; groups are exchanged inside a stratum only.</param>
    /// <param name="createStatistic">Makes the statistic for one thread, with working memory of its own.</param>
    /// <param name="options">Seed, number of draws, limits; null for the defaults.</param>
    /// <returns>The test; <see cref="PermutationResult.P"/> is one-sided in the statistic (give |Δ| for a two-sided
    /// test).</returns>
    /// <exception cref="ArgumentException">Groups and strata differ in length, or there is no unit.</exception>
    public static PermutationResult Of(
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata,
        Func<PermutationStatistic> createStatistic,
        PermutationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(createStatistic);
        if (groups.IsEmpty || (!strata.IsEmpty && strata.Length != groups.Length))
        {
            throw new ArgumentException(
                $"There are {groups.Length} units and {strata.Length} strata; "
                + "expected at least one unit and none or as many strata.",
                nameof(strata));
        }

        options ??= new PermutationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Replicates, 1);
        PermutationPlan plan = new(groups, strata);
        double observed = createStatistic()(plan.Observed);
        bool isExact = plan.CountAssignments() <= options.ExactLimit;
        double[] values = isExact ? Enumerated(plan, createStatistic()) : Drawn(plan, createStatistic, options);
        return Conclude(observed, values, isExact, options.MaxUndefinedShare);
    }

    /// <summary>Tests the difference of group means, or of rates and other ratios of sums per unit.</summary>
    /// <remarks>
    /// <para>Group value m_g = Σ sums / Σ counts; T = max over pairs |m_a − m_b| / √(v_a + v_b), v_g = I/(I − 1) Σ(sum
    /// − m_g·count)² / (Σ counts)²: for counts of 1 the sample variance over I, else the variance between patients.
    /// Recomputed in every assignment; where it is 0, T is 0 for equal values and else ∞. Not studentised: T = max −
    /// min.</para>
    /// <para>An assignment is undefined where a group has no count or, studentised, fewer than two units with a
    /// count.</para>
    /// </remarks>
    /// <param name="sums">The sum of the outcome over the rows of a unit, shape [I].</param>
    /// <param name="counts">The number (or weight) of its rows in the denominator, at least 0; empty: all 1.</param>
    /// <param name="groups">The group of every unit, codes from 0, shape [I].</param>
    /// <param name="strata">The stratum of every unit, or empty.</param>
    /// <param name="options">Seed, number of draws, limits; null for the defaults.</param>
    /// <param name="isStudentised">Whether T is divided by its standard error (the default: valid for unequal
    /// variances).</param>
    /// <returns>The two-sided test.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, a group code is negative, or there is no
    /// unit.</exception>
    public static PermutationResult OfMeans(
        ReadOnlySpan<double> sums,
        ReadOnlySpan<double> counts,
        ReadOnlySpan<int> groups,
        ReadOnlySpan<int> strata,
        PermutationOptions? options = null,
        bool isStudentised = true)
    {
        if (sums.Length != groups.Length || (!counts.IsEmpty && counts.Length != groups.Length))
        {
            throw new ArgumentException(
                $"There are {sums.Length} sums and {counts.Length} counts for {groups.Length} units; "
                + "expected one for each.",
                nameof(sums));
        }

        PermutedMeans units = new(sums, counts, groups);
        return Of(groups, strata, () => units.CreateStatistic(isStudentised), options);
    }

    /// <summary>The Monte Carlo p-value.</summary>
    /// <param name="atLeastAsExtreme">The number of draws with T* ≥ T.</param>
    /// <param name="draws">The number B of defined draws.</param>
    /// <returns>(1 + count)/(1 + B).</returns>
    public static double MonteCarloP(long atLeastAsExtreme, long draws) => (1.0 + atLeastAsExtreme) / (1.0 + draws);

    private static double[] Enumerated(PermutationPlan plan, PermutationStatistic statistic)
    {
        List<double> values = [];
        plan.Enumerate(groups => values.Add(statistic(groups)));
        return [.. values];
    }

    private static double[] Drawn(
        PermutationPlan plan, Func<PermutationStatistic> createStatistic, PermutationOptions options)
    {
        double[] values = new double[options.Replicates];
        _ = Parallel.For(
            0,
            values.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads },
            () => (Statistic: createStatistic(), Labels: new int[plan.Count], Groups: new int[plan.Count]),
            (b, _, worker) =>
            {
                plan.Draw(RandomSource.For(options.Seed, Procedure, b), worker.Labels, worker.Groups);
                values[b] = worker.Statistic(worker.Groups);
                return worker;
            },
            static _ => { });
        return values;
    }

    /// <summary>Concludes from the statistic of the groups as they are and of the assignments that were
    /// tried.</summary>
    /// <param name="observed">T, NaN where undefined.</param>
    /// <param name="values">T* of every assignment, NaN where undefined: all of them (the observed one among them) for
    /// an exact test, else the draws without it; at least one.</param>
    /// <param name="isExact">Whether these are all assignments.</param>
    /// <param name="maxUndefinedShare">The largest share of undefined assignments to accept.</param>
    /// <returns>The test.</returns>
    public static PermutationResult Conclude(double observed, double[] values, bool isExact, double maxUndefinedShare)
    {
        ArgumentNullException.ThrowIfNull(values);
        double threshold = double.IsFinite(observed)
            ? observed - (TieTolerance * Math.Max(1, Math.Abs(observed)))
            : observed;
        long atLeast = values.LongCount(value => value >= threshold);
        double[] sorted = Quantile.Sorted(values);
        long undefined = values.Length - sorted.Length;
        long defined = sorted.Length;
        Statistic p = double.IsNaN(observed) ? UndefinedReason.TooFewRows
            : defined == 0 || undefined > maxUndefinedShare * values.Length ? UndefinedReason.UnstableResamples
            : isExact ? atLeast / (double)defined
            : MonteCarloP(atLeast, defined);
        return new PermutationResult(
            double.IsNaN(observed) ? UndefinedReason.TooFewRows : observed,
            p,
            isExact,
            values.Length,
            undefined,
            atLeast,
            defined == 0 ? UndefinedReason.UnstableResamples : NullMean(sorted),
            defined == 0 ? UndefinedReason.UnstableResamples : Quantile.OfSorted(sorted, NullLevel));
    }

    /// <summary>The mean of sorted values, infinite where one is.</summary>
    private static double NullMean(double[] sorted) =>
        double.IsPositiveInfinity(sorted[^1]) ? double.PositiveInfinity : Moments.Mean(sorted);
}
