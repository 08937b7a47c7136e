using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;
using MathNet.Numerics;

namespace Isonomia.Curation;

/// <summary>Says whom a curation step removed: group by group, with tests, and whether that is even.</summary>
/// <remarks>
/// <para>Removed: a sample whose weight falls to 0. Shares are of weight, so that resampling shows too. Rows without a
/// value are a group of every test, but not of gaps and diversity indices.</para>
/// <para>Verdict: <c>uneven</c> where the interval of a removal ratio lies outside 0.8 to 1.25 and the permutation of
/// whole patients has p below 0.05 (the interval alone ignores that images of a patient go together); <c>even</c> where
/// all intervals contain 1 or Cramér's V is below 0.02; <c>slight</c> between. Groups of which fewer than 10 removals
/// were to be expected have no say; with fewer than two others the verdict is <c>too_small_to_say</c>.</para>
/// <para>Sources: curation specification §10; Katz et al., Biometrics 34, 1978; fairness specification §14;
/// docs/guide/curation.md.</para>
/// </remarks>
public static class FairnessAccount
{
    private const double EvenV = 0.02;
    private const double LowRatio = 0.8;
    private const double HighRatio = 1.25;
    private const double FewExpected = 10;
    private const double PatientLevel = 0.05;
    private const double FisherBelow = 5;

    /// <summary>Makes the account of a step.</summary>
    /// <param name="request">Weights before and after, patients and factors.</param>
    /// <returns>The account; verdicts are not yet turned into failures.</returns>
    /// <exception cref="ArgumentException">The arrays differ in length.</exception>
    public static StepAccount Of(AccountRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int n = request.Before.Length;
        if (request.After.Length != n || (request.Units is not null && request.Units.Length != n)
            || request.Factors.Any(factor => factor.Groups.Codes.Length != n))
        {
            throw new ArgumentException(
                $"There are {n} weights before the step; weights after, patients and groups must be as many.",
                    nameof(request));
        }

        bool[] isRemoved = [.. Enumerable.Range(0, n).Select(i => request.Before[i] > 0 && !(request.After[i] > 0))];
        FactorAccount[] factors = [.. request.Factors.Select(factor => Factor(request, factor, isRemoved))];
        double[] q = Multiplicity.BenjaminiHochberg([.. factors.Select(factor => factor.PermutationP)]);
        int[] before = [.. Enumerable.Range(0, n).Where(i => request.Before[i] > 0)];
        int[] after = [.. before.Where(i => request.After[i] > 0)];
        return new StepAccount
        {
            Step = request.Step,
            Before = before.Length,
            Removed = before.Length - after.Length,
            PatientsBefore = Patients(request.Units, before),
            PatientsAfter = Patients(request.Units, after),
            EffectiveSize = EffectiveSize(after.Select(i => request.After[i])),
            Factors = [.. factors.Select((factor, i) => factor with { Q = q[i] })],
            Reasons = Reasons(request, isRemoved),
        };
    }

    private static FactorAccount Factor(AccountRequest request, AccountFactor factor, bool[] isRemoved)
    {
        int groupCount = factor.Groups.Groups.Count;
        int[] codes = new int[isRemoved.Length];
        bool hasMissing = false;
        for (int i = 0; i < codes.Length; i++)
        {
            bool isMissing = factor.Groups.Codes[i] < 0;
            codes[i] = !(request.Before[i] > 0) ? -1 : isMissing ? groupCount : factor.Groups.Codes[i];
            hasMissing |= codes[i] == groupCount;
        }

        int rows = hasMissing ? groupCount + 1 : groupCount;
        long[] before = Counts(codes, rows, _ => true);
        long[] removed = Counts(codes, rows, i => isRemoved[i]);
        var test = ContingencyTest.Of([
            [.. removed.Select(count => (double)count)],
            [.. before.Zip(removed, (all, gone) => (double)(all - gone))],
        ]);
        double g = 2 * before.Sum() * test.MutualInformation;
        AccountGroup[] groups = Groups(request, factor, codes, before, removed);
        var cells = PatientCells.Of(request.Units, codes, isRemoved, rows);
        int[] named = [.. Enumerable.Range(0, groupCount).Where(group => before[group] > 0)];
        MaxTFamily? gap = Gap(request, factor, cells, named, groups);
        double permutationP = test.DegreesOfFreedom == 0
            ? 1 : cells.PermutationP(request.Seed, factor.Groups.Attribute, request.Permutations);
        double[] shares = [.. groups.Select(group => group.ShareBefore.ValueOrNull ?? 0)];
        double[] sharesAfter = [.. groups.Select(group => group.ShareAfter.ValueOrNull ?? 0)];
        return new FactorAccount
        {
            Factor = factor.Groups.Attribute,
            Kind = factor.Kind,
            Groups = groups,
            ChiSquared = test.ChiSquared,
            DegreesOfFreedom = test.DegreesOfFreedom,
            P = test.P,
            G = test.DegreesOfFreedom == 0 ? 0 : g,
            GP = test.DegreesOfFreedom == 0
                ? 1 : SpecialFunctions.GammaUpperRegularized(test.DegreesOfFreedom / 2.0, g / 2),
            FisherP = Fisher(before, removed),
            PermutationP = permutationP,
            CramersV = test.CramersV,
            KullbackLeibler = shares.Zip(sharesAfter, (p, q) => q > 0 ? q * Math.Log(q / p) : 0).Sum(),
            TotalVariation = shares.Zip(sharesAfter, (p, q) => Math.Abs(q - p)).Sum() / 2,
            ReferenceDistance = Distances(factor, groups),
            RateGap = named.Length < 2
                ? UndefinedReason.SingleGroup
                : named.Max(x => groups[x].RemovalRate.Value) - named.Min(x => groups[x].RemovalRate.Value),
            RateGapInterval = gap?.Gap is { } interval ? new Interval(interval.Low, Math.Min(1, interval.High)) : null,
            RateGapP = gap?.GapP,
            Diversity = groupCount == 0 ? [] : [.. DiversityIndex.All.Select(index => new DiversityChange(
                index.Id, index.Compute([.. before.Take(groupCount)]),
                index.Compute([.. before.Zip(removed, (all, gone) => all - gone).Take(groupCount)])))],
            Verdict = Verdict(groups, test, permutationP),
        };
    }

    private static AccountGroup[] Groups(
        AccountRequest request, AccountFactor factor, int[] codes, long[] before, long[] removed)
    {
        double totalBefore = request.Before.Sum();
        double totalAfter = request.After.Sum();
        double effectiveBefore = EffectiveSize(request.Before);
        double effective = EffectiveSize(request.After);
        long all = before.Sum();
        long gone = removed.Sum();
        double knownBefore = 0;
        double knownAfter = 0;
        double[] weightBefore = new double[before.Length];
        double[] weightAfter = new double[before.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] >= 0)
            {
                weightBefore[codes[i]] += request.Before[i];
                weightAfter[codes[i]] += request.After[i];
                knownBefore += codes[i] < factor.Groups.Groups.Count ? request.Before[i] : 0;
                knownAfter += codes[i] < factor.Groups.Groups.Count ? request.After[i] : 0;
            }
        }

        int[][] members = [.. Enumerable.Range(0, before.Length).Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> group in Enumerable.Range(0, codes.Length).Where(i => codes[i] >= 0)
            .GroupBy(i => codes[i]))
        {
            members[group.Key] = [.. group];
        }

        return [.. Enumerable.Range(0, before.Length).Select(group =>
        {
            bool isMissing = group == factor.Groups.Groups.Count;
            (Statistic ratio, Interval? interval, bool isHalfAdded) =
                Ratio(removed[group], before[group], gone - removed[group], all - before[group], request.Level);
            Statistic share = Statistic.Ratio(weightBefore[group], totalBefore, UndefinedReason.EmptyGroup);
            Statistic shareAfter = Statistic.Ratio(weightAfter[group], totalAfter, UndefinedReason.EmptyGroup);
            double expected = all == 0 ? 0 : (double)gone * before[group] / all;
            double variance = all == 0 ? 0
                : expected * (1 - ((double)gone / all)) * (1 - ((double)before[group] / all));
            double? reference = isMissing ? null : factor.Reference?[group];
            return new AccountGroup
            {
                Group = isMissing ? Grouping.MissingGroup : factor.Groups.Groups[group],
                IsMissing = isMissing,
                Before = before[group],
                Removed = removed[group],
                PatientsBefore = Patients(request.Units, members[group]),
                PatientsAfter = Patients(request.Units, members[group].Where(i => request.After[i] > 0)),
                ShareBefore = share,
                ShareBeforeInterval = Wilson(share, effectiveBefore, request.Level),
                ShareAfter = shareAfter,
                ShareAfterInterval = Wilson(shareAfter, effective, request.Level),
                RemovalRate = Statistic.Ratio(removed[group], before[group], UndefinedReason.EmptyGroup),
                RemovalRatio = ratio,
                RemovalRatioInterval = interval,
                IsHalfAdded = isHalfAdded,
                AdjustedResidual = variance > 0
                    ? (removed[group] - expected) / Math.Sqrt(variance) : UndefinedReason.ZeroVariance,
                EffectiveSize = EffectiveSize(members[group].Select(i => request.After[i])),
                IsTooSmall = expected < FewExpected,
                ReferenceShare = reference,
                RepresentationBefore = Represented(weightBefore[group], knownBefore, reference),
                RepresentationAfter = Represented(weightAfter[group], knownAfter, reference),
                LabelRates = [.. request.Labels.Select(label => Rate(request, label, members[group]))],
            };
        })];
    }

    private static Statistic? Represented(double weight, double known, double? reference) => reference is null
        ? null
        : known > 0 && reference > 0 ? weight / known / reference.Value : UndefinedReason.ZeroCategory;

    private static LabelRate Rate(AccountRequest request, AccountLabel label, int[] members)
    {
        return new LabelRate(label.Name, label.Positive, Share(request.Before), Share(request.After));

        Statistic Share(double[] weights) => Statistic.Ratio(
            members.Where(i => label.Values[i] == 1).Sum(i => weights[i]),
            members.Where(i => label.Values[i] >= 0).Sum(i => weights[i]),
            UndefinedReason.EmptyGroup);
    }

    /// <summary>The removal ratio of a group to the rest with Katz's interval; ½ is added to all four cells where one
    /// of the two lost nothing.</summary>
    private static (Statistic Ratio, Interval? Interval, bool IsHalfAdded) Ratio(
        double removed, double size, double restRemoved, double restSize, double level)
    {
        if (size == 0 || restSize == 0)
        {
            return (UndefinedReason.SingleGroup, null, false);
        }

        bool isHalfAdded = removed == 0 || restRemoved == 0;
        if (isHalfAdded && removed + restRemoved == 0)
        {
            return (UndefinedReason.ZeroDenominator, null, false);
        }

        if (isHalfAdded)
        {
            (removed, size, restRemoved, restSize) = (removed + 0.5, size + 1, restRemoved + 0.5, restSize + 1);
        }

        return (removed / size / (restRemoved / restSize),
            TwoProportions.KatzLog(removed, size, restRemoved, restSize, level), isHalfAdded);
    }

    private static MaxTFamily? Gap(
        AccountRequest request, AccountFactor factor, PatientCells cells, int[] named, AccountGroup[] groups)
    {
        if (named.Length < 2 || named.All(group => groups[group].Removed == 0))
        {
            return null;
        }

        double[][] replicates = cells.Replicates(named, request.Seed, factor.Groups.Attribute, request.Replicates);
        return MaxT.OfPairs([.. named.Select(group => groups[group].RemovalRate.Value)], replicates, request.Level);
    }

    private static AccountVerdict Verdict(AccountGroup[] groups, ContingencyTest test, double permutationP)
    {
        AccountGroup[] judged = [.. groups.Where(group => !group.IsTooSmall && group.RemovalRatioInterval is not null)];
        if (groups.Sum(group => group.Removed) == 0)
        {
            return AccountVerdict.Even;
        }

        if (permutationP < PatientLevel && judged.Any(group => group.RemovalRatioInterval!.Value is { } interval
            && (interval.High < LowRatio || interval.Low > HighRatio)))
        {
            return AccountVerdict.Uneven;
        }

        if (judged.Length < Math.Min(2, groups.Count(group => group.Before > 0)))
        {
            return AccountVerdict.TooSmallToSay;
        }

        bool isSmall = test.CramersV.IsDefined && test.CramersV.Value < EvenV;
        return isSmall || judged.All(group => group.RemovalRatioInterval!.Value.Contains(1))
            ? AccountVerdict.Even
            : AccountVerdict.Slight;
    }

    private static double? Fisher(long[] before, long[] removed)
    {
        int[] used = [.. Enumerable.Range(0, before.Length).Where(group => before[group] > 0)];
        double all = before.Sum();
        double gone = removed.Sum();
        return used.Length == 2 && used.Any(group =>
            Math.Min(gone, all - gone) * before[group] / all < FisherBelow)
            ? TwoProportions.FisherExactP(removed[used[0]], before[used[0]], removed[used[1]], before[used[1]])
            : null;
    }

    private static ReferenceDistance? Distances(AccountFactor factor, AccountGroup[] groups)
    {
        if (factor.Reference is not { } reference)
        {
            return null;
        }

        return new ReferenceDistance(Distance(group => group.ShareBefore), Distance(group => group.ShareAfter));

        double Distance(Func<AccountGroup, Statistic> share)
        {
            double[] shares = [.. groups.Take(reference.Count).Select(group => share(group).ValueOrNull ?? 0)];
            double total = shares.Sum();
            return total > 0 ? shares.Zip(reference, (p, r) => Math.Abs((p / total) - r)).Sum() / 2 : 1;
        }
    }

    private static ReasonCount[] Reasons(AccountRequest request, bool[] isRemoved)
    {
        if (request.Reasons is not { } reasons)
        {
            return [];
        }

        return [.. Enumerable.Range(0, isRemoved.Length)
            .Where(i => isRemoved[i])
            .GroupBy(i => reasons[i] ?? "unstated", StringComparer.Ordinal)
            .OrderByDescending(reason => reason.Count())
            .ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .Select(reason => new ReasonCount(reason.Key, reason.Count(), [.. request.Factors.Select(factor =>
                (IReadOnlyList<long>)Counts(
                    [.. reason.Select(i => factor.Groups.Codes[i] < 0 ? factor.Groups.Groups.Count
                        : factor.Groups.Codes[i])],
                    factor.Groups.Groups.Count + 1,
                    _ => true))]))];
    }

    private static Interval? Wilson(Statistic share, double trials, double level) =>
        share.IsDefined && trials > 0
            ? ProportionInterval.Wilson(Math.Clamp(share.Value, 0, 1) * trials, trials, level)
            : null;

    private static long[] Counts(int[] codes, int count, Func<int, bool> counts)
    {
        long[] sums = new long[count];
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] >= 0 && counts(i))
            {
                sums[codes[i]]++;
            }
        }

        return sums;
    }

    private static long Patients(int[]? units, IEnumerable<int> rows) =>
        units is null ? rows.LongCount() : rows.Select(row => units[row]).Distinct().LongCount();

    private static double EffectiveSize(IEnumerable<double> weights)
    {
        (double sum, double squares) = (0, 0);
        foreach (double weight in weights)
        {
            sum += weight;
            squares += weight * weight;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }
}
