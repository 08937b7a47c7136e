using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// <c>cdd@strata</c>: how much larger a group's share of the rejected is than its share of the accepted.
/// </summary>
/// <remarks>
/// Definition: in each stratum DD = P(group | rejected) − P(group | accepted); cdd is the mean of DD over strata,
/// weighted by their size. 0 is parity; a positive value says that the group is rejected more often than accepted.
/// Source: Wachter, Mittelstadt and Russell 2021 (as in SageMaker Clarify); specification §5.
/// </remarks>
public static class ConditionalDemographicDisparity
{
    /// <summary>Computes the disparity of one group.</summary>
    /// <param name="accepted">The weight of accepted rows of the group, a stratum each, shape [S].</param>
    /// <param name="rejected">The weight of rejected rows of the group, shape [S].</param>
    /// <param name="allAccepted">The weight of all accepted rows, shape [S].</param>
    /// <param name="allRejected">The weight of all rejected rows, shape [S].</param>
    /// <returns>
    /// A value in [−1, 1]; with one stratum it is the demographic disparity. empty_group without rows;
    /// no_predicted_positives or no_predicted_negatives where a stratum with rows accepts or rejects nobody.
    /// </returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static Statistic Compute(
        ReadOnlySpan<double> accepted,
        ReadOnlySpan<double> rejected,
        ReadOnlySpan<double> allAccepted,
        ReadOnlySpan<double> allRejected)
    {
        int count = accepted.Length;
        if (rejected.Length != count || allAccepted.Length != count || allRejected.Length != count)
        {
            throw new ArgumentException(
                $"There are {count}, {rejected.Length}, {allAccepted.Length} and {allRejected.Length} counts; each "
                + "stratum needs one of each.");
        }

        (double sum, double size) = (0, 0);
        for (int s = 0; s < accepted.Length; s++)
        {
            double rows = allAccepted[s] + allRejected[s];
            if (rows == 0)
            {
                continue;
            }

            if (allAccepted[s] == 0 || allRejected[s] == 0)
            {
                return allAccepted[s] == 0
                    ? UndefinedReason.NoPredictedPositives
                    : UndefinedReason.NoPredictedNegatives;
            }

            sum += rows * ((rejected[s] / allRejected[s]) - (accepted[s] / allAccepted[s]));
            size += rows;
        }

        return size == 0 ? UndefinedReason.EmptyGroup : sum / size;
    }

    /// <summary>Computes the disparity of one group from decided rows.</summary>
    /// <param name="decisions">Whether each row is accepted (decided positive), shape [n].</param>
    /// <param name="isMember">Whether each row belongs to the group, shape [n].</param>
    /// <param name="strata">The stratum of each row, indices from 0, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>As <see cref="Compute"/>.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a stratum is negative.</exception>
    public static Statistic OfRows(
        ReadOnlySpan<bool> decisions,
        ReadOnlySpan<bool> isMember,
        ReadOnlySpan<int> strata,
        ReadOnlySpan<double> weights = default)
    {
        int count = decisions.Length;
        if (isMember.Length != count || strata.Length != count || (weights.Length != 0 && weights.Length != count))
        {
            throw new ArgumentException(
                $"There are {count} decisions, {isMember.Length} memberships, {strata.Length} strata and "
                + $"{weights.Length} weights; each row needs one of each, or no row a weight.");
        }

        int levels = 0;
        foreach (int stratum in strata)
        {
            levels = stratum < 0
                ? throw new ArgumentException(
                    "The index of a stratum is negative; every row needs one.", nameof(strata))
                : Math.Max(levels, stratum + 1);
        }

        // Four blocks of one sum a stratum: all rejected, all accepted, the group's rejected, the group's accepted.
        double[] sums = new double[4 * levels];
        for (int i = 0; i < count; i++)
        {
            double weight = weights.Length == 0 ? 1 : weights[i];
            int block = decisions[i] ? 1 : 0;
            sums[(block * levels) + strata[i]] += weight;
            sums[((block + 2) * levels) + strata[i]] += isMember[i] ? weight : 0;
        }

        ReadOnlySpan<double> all = sums;
        return Compute(
            all[(3 * levels)..], all.Slice(2 * levels, levels), all.Slice(levels, levels), all[..levels]);
    }

    /// <summary>
    /// <c>cdd@aif360</c>: the mean over groups of their demographic disparity, weighted by size; no strata.
    /// </summary>
    internal static Statistic OverGroups(PresetRows rows)
    {
        if (!rows.Threshold.IsDefined)
        {
            return rows.Threshold;
        }

        BinarySummary[] counts = [.. rows.Members.Select(members => members.Summary(rows.Rule))];
        double accepted = counts.Sum(static own => own.TruePositives + own.FalsePositives);
        double rejected = counts.Sum(static own => own.TrueNegatives + own.FalseNegatives);
        return counts.Length == 0 ? UndefinedReason.EmptyGroup
            : accepted == 0 ? UndefinedReason.NoPredictedPositives
            : rejected == 0 ? UndefinedReason.NoPredictedNegatives
            : counts.Sum(own => own.Weight * (
                ((own.TrueNegatives + own.FalseNegatives) / rejected)
                - ((own.TruePositives + own.FalsePositives) / accepted))) / (accepted + rejected);
    }
}
