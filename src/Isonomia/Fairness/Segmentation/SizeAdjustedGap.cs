using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The gap of a segmentation score between groups after the structures' sizes were made comparable.</summary>
/// <param name="Gap">The gap of the adjusted means, or why there is none (single_group, no_overlap,
/// empty_reference).</param>
/// <param name="GroupMeans">The adjusted mean of each group.</param>
/// <param name="StratumCount">How many size strata remained after merging.</param>
/// <remarks>
/// <para>Strata are the tertiles of log reference volume over all cases with a reference and a score; a stratum where
/// a group
/// has no case merges with the next (the last with the one before) until every group is in every stratum. The
/// adjusted mean
/// of a group is Σ_k π_k mean(score | group, k) with the pooled shares π_k. Groups without any case are left
/// out.</para>
/// <para>Source: specification §8; direct standardization.</para>
/// </remarks>
public sealed record SizeAdjustedGap(Statistic Gap, IReadOnlyList<Statistic> GroupMeans, int StratumCount)
{
    private const int Tertiles = 3;

    /// <summary>Computes the adjusted gap.</summary>
    /// <param name="values">The score of every case, NaN where undefined, shape [n].</param>
    /// <param name="referenceVolumes">The volume of every case's reference, shape [n]; cases with 0 are left
    /// out.</param>
    /// <param name="groups">The group of every case, -1 where missing, shape [n].</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>The gap with its parts.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a group is outside [-1,
    /// groupCount).</exception>
    public static SizeAdjustedGap Of(
        ReadOnlySpan<double> values,
        ReadOnlySpan<double> referenceVolumes,
        ReadOnlySpan<int> groups,
        int groupCount,
        ReadOnlySpan<double> weights = default)
    {
        Check(values, referenceVolumes, groups, groupCount, weights);
        (double[] sizes, double[] sizeWeights) = Sizes(values, referenceVolumes, weights);
        if (sizes.Length == 0)
        {
            return new SizeAdjustedGap(
                UndefinedReason.EmptyReference, Missing(groupCount, UndefinedReason.EmptyGroup), 0);
        }

        double[] cuts = [.. Enumerable.Range(1, Tertiles - 1)
            .Select(cut => WeightedQuantile.Of(sizes, sizeWeights, (double)cut / Tertiles))];
        double[,] sums = new double[Tertiles, groupCount];
        double[,] masses = new double[Tertiles, groupCount];
        double[] pooled = new double[Tertiles];
        for (int i = 0; i < values.Length; i++)
        {
            if (!IsUsed(values[i], referenceVolumes[i]))
            {
                continue;
            }

            double weight = weights.IsEmpty ? 1 : weights[i];
            double size = Math.Log(referenceVolumes[i]);
            int stratum = cuts.Count(cut => size > cut);
            pooled[stratum] += weight;
            if (groups[i] >= 0)
            {
                sums[stratum, groups[i]] += weight * values[i];
                masses[stratum, groups[i]] += weight;
            }
        }

        return Standardize(sums, masses, pooled, groupCount);
    }

    private static SizeAdjustedGap Standardize(double[,] sums, double[,] masses, double[] pooled, int groupCount)
    {
        int[] present = [.. Enumerable.Range(0, groupCount)
            .Where(g => Enumerable.Range(0, Tertiles).Any(k => masses[k, g] > 0))];
        List<int[]> strata = Merge(masses, present);
        if (present.Length < 2 || strata.Count < 2)
        {
            UndefinedReason reason = present.Length < 2 ? UndefinedReason.SingleGroup : UndefinedReason.NoOverlap;
            return new SizeAdjustedGap(reason, Missing(groupCount, reason), strata.Count);
        }

        Statistic[] means = Missing(groupCount, UndefinedReason.EmptyGroup);
        foreach (int g in present)
        {
            CompensatedSum mean = default;
            foreach (int[] stratum in strata)
            {
                mean.Add(
                    stratum.Sum(k => pooled[k]) / pooled.Sum() * stratum.Sum(k => sums[k, g]) / stratum.Sum(
                        k => masses[k, g]));
            }

            means[g] = mean.Value;
        }

        double[] defined = [.. present.Select(g => means[g].Value)];
        return new SizeAdjustedGap(defined.Max() - defined.Min(), means, strata.Count);
    }

    private static List<int[]> Merge(double[,] masses, int[] present)
    {
        List<int[]> strata = [.. Enumerable.Range(0, Tertiles).Select(k => new[] { k })];
        for (int at = 0; at < strata.Count && strata.Count > 1;)
        {
            if (present.All(g => strata[at].Sum(k => masses[k, g]) > 0))
            {
                at++;
                continue;
            }

            int into = at + 1 < strata.Count ? at + 1 : at - 1;
            strata[into] = [.. strata[into], .. strata[at]];
            strata.RemoveAt(at);
            at = Math.Min(at, into);
        }

        return strata;
    }

    private static (double[] Sizes, double[] Weights) Sizes(
        ReadOnlySpan<double> values, ReadOnlySpan<double> volumes, ReadOnlySpan<double> weights)
    {
        List<double> sizes = [];
        List<double> used = [];
        for (int i = 0; i < values.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (IsUsed(values[i], volumes[i]) && weight > 0)
            {
                sizes.Add(Math.Log(volumes[i]));
                used.Add(weight);
            }
        }

        return ([.. sizes], [.. used]);
    }

    private static bool IsUsed(double value, double volume) => !double.IsNaN(value) && volume > 0;

    private static Statistic[] Missing(int count, UndefinedReason reason) =>
        [.. Enumerable.Repeat(Statistic.Undefined(reason), count)];

    private static void Check(
        ReadOnlySpan<double> values, ReadOnlySpan<double> volumes, ReadOnlySpan<int> groups, int groupCount,
        ReadOnlySpan<double> weights)
    {
        if (volumes.Length != values.Length
            || groups.Length != values.Length
            || (!weights.IsEmpty && weights.Length != values.Length))
        {
            throw new ArgumentException(
                "Every case needs a score, a reference volume, a group and, if weighted, a weight.");
        }

        foreach (int group in groups)
        {
            if (group < -1 || group >= groupCount)
            {
                throw new ArgumentException($"A case has a group outside -1 to {groupCount - 1}.", nameof(groups));
            }
        }
    }
}
