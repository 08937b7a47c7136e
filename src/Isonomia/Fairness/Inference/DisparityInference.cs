using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Intervals and p-values of aggregates over groups and of criteria (specification §11.4, §11.5,
/// A17).</summary>
internal static class DisparityInference
{
    internal const string NonSmooth = "non_smooth";

    /// <summary>Judges one aggregate of one metric.</summary>
    /// <param name="resampled">Values and replicates.</param>
    /// <param name="groups">The metric over the supported groups.</param>
    /// <param name="disparity">The aggregation.</param>
    /// <returns>The finding.</returns>
    internal static DisparityFinding Of(Resampled resampled, GroupMetric groups, Disparity disparity)
    {
        Statistic value = groups.Aggregate(disparity);
        if (!value.IsDefined)
        {
            return new DisparityFinding { Value = value };
        }

        return disparity.Interval switch
        {
            DisparityInterval.MaxTPairs => Contrasts(resampled, [groups], value, isRatio: false, toOverall: false),
            DisparityInterval.MaxTLogPairs => Contrasts(resampled, [groups], value, isRatio: true, toOverall: false),
            DisparityInterval.MaxTToOverall => Contrasts(
                resampled, [groups], value, disparity.Id.StartsWith("ratio", StringComparison.Ordinal),
                toOverall: true),
            DisparityInterval.Simultaneous => Extreme(resampled, groups, disparity, value),
            DisparityInterval.IntervalArithmetic => Box(resampled, groups, disparity, value),
            DisparityInterval.Bca when groups.Groups.Length == 2 || disparity.Id == "macro_mean" =>
                Smooth(resampled, groups, disparity, value),
            _ => Percentile(resampled, groups, disparity, value),
        };
    }

    /// <summary>Judges a criterion.</summary>
    /// <param name="resampled">Values and replicates.</param>
    /// <param name="parts">The metric of every part over the supported groups.</param>
    /// <param name="criterion">The criterion.</param>
    /// <returns>The finding.</returns>
    internal static DisparityFinding Of(Resampled resampled, IReadOnlyList<GroupMetric> parts, Criterion criterion)
    {
        Statistic[] values = [.. criterion.Parts.Zip(parts, (part, groups) => groups.Aggregate(part.Disparity))];
        Statistic value = criterion.Combination.Compute(values);
        DisparityInterval[] kinds = [.. criterion.Parts.Select(part => part.Disparity.Interval).Distinct()];
        if (!value.IsDefined)
        {
            return new DisparityFinding { Value = value };
        }

        switch (criterion.Combination.Kind)
        {
            case PartCombinationKind.Single:
                DisparityFinding single = Of(resampled, parts[0], criterion.Parts[0].Disparity);
                return value.Equals(single.Value) ? single : Corners(criterion, value, [single]);
            case PartCombinationKind.Largest when kinds is [DisparityInterval.MaxTPairs]:
                return Contrasts(resampled, parts, value, isRatio: false, toOverall: false);
            case PartCombinationKind.Largest when kinds is [DisparityInterval.MaxTToOverall]:
                return Contrasts(resampled, parts, value, isRatio: false, toOverall: true);
            case PartCombinationKind.Smallest when kinds is [DisparityInterval.MaxTLogPairs]:
                return Contrasts(resampled, parts, value, isRatio: true, toOverall: false);
            case PartCombinationKind.Monotone when kinds is [DisparityInterval.MaxTPairs]
                or [DisparityInterval.MaxTLogPairs]:
                return Corners(
                    criterion, value, JointParts(resampled, parts, values, kinds[0] == DisparityInterval.MaxTLogPairs));
            default:
                return PercentileOf(resampled, parts, criterion, value);
        }
    }

    private static DisparityFinding Contrasts(
        Resampled resampled, IReadOnlyList<GroupMetric> parts, Statistic value, bool isRatio, bool toOverall)
    {
        var contrasts = new ContrastSet(isRatio);
        foreach (GroupMetric part in parts)
        {
            if (toOverall)
            {
                part.AddToOverall(contrasts);
            }
            else
            {
                part.AddPairs(contrasts);
            }
        }

        MaxTFamily? family = contrasts.Judge(resampled.Request);
        DisparityFinding finding = DisparityFinding.Of(value, contrasts, family, isRatio);
        return resampled.Bootstrap is null ? finding with { Problem = null } : finding;
    }

    private static DisparityFinding Extreme(
        Resampled resampled, GroupMetric groups, Disparity disparity, Statistic value)
    {
        MaxTFamily? family = Values(resampled, groups, withOverall: false);
        if (family is not { Reason: null })
        {
            return new DisparityFinding
            {
                Value = value, Problem = family?.Reason, UndefinedShare = family?.UndefinedShare ?? 0,
            };
        }

        // The extreme is monotone in every group on the scale of goodness, whichever end of a group's interval that is.
        double[] lows = [.. family.Intervals.Select(interval => interval.Low)];
        double[] highs = [.. family.Intervals.Select(interval => interval.High)];
        double low = groups.Aggregate(disparity, lows, groups.Overall).ValueOrNaN;
        double high = groups.Aggregate(disparity, highs, groups.Overall).ValueOrNaN;
        bool isMonotone = groups.Metric.Better is not (Direction.CloserToOne or Direction.CloserToZero);
        return new DisparityFinding
        {
            Value = value,
            Interval = isMonotone && !double.IsNaN(low + high) ? new Interval(low, high) : null,
            Method = isMonotone ? "max_t" : null,
            UndefinedShare = family.UndefinedShare,
        };
    }

    // Extremes of a composite over the box of simultaneous intervals of m̄ and of d_g = m_g − m̄ (specification A17).
    // The largest spread of a box has every coordinate at the end farther from a common center, so that K + 1 splits
    // hold it; the smallest has every coordinate as near to a common center as its interval lets it.
    private static DisparityFinding Box(Resampled resampled, GroupMetric groups, Disparity disparity, Statistic value)
    {
        MaxTFamily? family = Values(resampled, groups, withOverall: true);
        if (family is not { Reason: null })
        {
            return new DisparityFinding
            {
                Value = value, Problem = family?.Reason, UndefinedShare = family?.UndefinedShare ?? 0,
            };
        }

        int k = groups.Values.Length;
        Interval[] box = [.. family.Intervals.Take(k)];
        Interval overall = family.Intervals[k];
        double[] centers = [.. box.Select(interval => (interval.Low + interval.High) / 2), 0];
        double[] ends = [.. box.SelectMany(interval => new[] { interval.Low, interval.High }), 0];
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        double[] point = new double[k];
        foreach (double mean in (double[])[overall.Low, overall.High])
        {
            void Try(Func<Interval, double> place)
            {
                for (int i = 0; i < k; i++)
                {
                    point[i] = mean + place(box[i]);
                }

                double candidate = groups.Aggregate(disparity, point, mean).ValueOrNaN;
                low = Math.Min(low, candidate);
                high = Math.Max(high, candidate);
            }

            foreach (double center in centers.SelectMany(center => new[] { center - 1e-12, center + 1e-12 }))
            {
                Try(interval => (interval.Low + interval.High) / 2 < center ? interval.Low : interval.High);
            }

            foreach (double center in ends.Concat(Between(ends)))
            {
                Try(interval => Math.Clamp(center, interval.Low, interval.High));
            }
        }

        bool isFinite = double.IsFinite(low) && double.IsFinite(high);
        return new DisparityFinding
        {
            Value = value,
            Interval = isFinite ? new Interval(low, high) : null,
            Method = isFinite ? "max_t_box" : null,
            Problem = isFinite ? null : UndefinedReason.BoundaryEstimate,
            UndefinedShare = family.UndefinedShare,
        };
    }

    private static IEnumerable<double> Between(double[] ends)
    {
        double[] sorted = [.. ends.Order()];
        const int Steps = 16;
        for (int i = 1; i < sorted.Length; i++)
        {
            for (int step = 1; step < Steps; step++)
            {
                yield return sorted[i - 1] + ((sorted[i] - sorted[i - 1]) * step / Steps);
            }
        }
    }

    private static MaxTFamily? Values(Resampled resampled, GroupMetric groups, bool withOverall)
    {
        if (resampled.Bootstrap is null || (withOverall && double.IsNaN(groups.Overall)))
        {
            return null;
        }

        double[] overall = groups.OverallSeries();
        double[][] replicates =
        [
            .. groups.Groups.Select((_, k) => withOverall
                ? [.. groups.Series(k).Zip(overall, static (own, all) => own - all)]
                : groups.Series(k)),
        ];
        double[] estimates = [.. groups.Values.Select(value => withOverall ? value - groups.Overall : value)];
        return withOverall
            ? MaxT.Of(
                [.. estimates, groups.Overall], [.. replicates, overall], resampled.Request.Confidence,
                resampled.Request.MaxUndefinedShare)
            : MaxT.Of(estimates, replicates, resampled.Request.Confidence, resampled.Request.MaxUndefinedShare);
    }

    private static DisparityFinding Smooth(
        Resampled resampled, GroupMetric groups, Disparity disparity, Statistic value)
    {
        double[] series = groups.AggregateEach(disparity, resampled.Bootstrap);
        SmoothInterval interval = resampled.Smooth(
            value.Value, series, groups.AggregateEach(disparity, resampled.JackknifeTable));
        return new DisparityFinding
        {
            Value = value,
            Interval = interval.Interval,
            Method = interval.Method,
            Problem = interval.Reason,
            UndefinedShare = Resampled.UndefinedShare(series),
            Flags = interval.Flags,
        };
    }

    private static DisparityFinding Percentile(
        Resampled resampled, GroupMetric groups, Disparity disparity, Statistic value) =>
        FromPercentile(resampled, groups.AggregateEach(disparity, resampled.Bootstrap), value);

    private static DisparityFinding FromPercentile(Resampled resampled, double[] series, Statistic value)
    {
        double share = Resampled.UndefinedShare(series);
        bool isStable = series.Length > 0 && share <= resampled.Request.MaxUndefinedShare;
        return new DisparityFinding
        {
            Value = value,
            Interval = isStable ? BootstrapInterval.Percentile(series, resampled.Request.Confidence) : null,
            Method = isStable ? "percentile" : null,
            Problem = isStable || series.Length == 0 ? null : UndefinedReason.UnstableResamples,
            UndefinedShare = share,
            Flags = [NonSmooth],
        };
    }

    private static DisparityFinding PercentileOf(
        Resampled resampled, IReadOnlyList<GroupMetric> parts, Criterion criterion, Statistic value)
    {
        double[][] each =
        [
            .. criterion.Parts.Zip(parts, (part, groups) => groups.AggregateEach(part.Disparity, resampled.Bootstrap)),
        ];
        double[] series = [.. Enumerable.Range(0, resampled.Bootstrap?.Replicates ?? 0).Select(b =>
            each.Any(one => double.IsNaN(one[b]))
                ? double.NaN
                : criterion.Combination.Compute([.. each.Select(one => Statistic.Of(one[b]))]).ValueOrNaN)];
        return FromPercentile(resampled, series, value);
    }

    private static DisparityFinding[] JointParts(
        Resampled resampled, IReadOnlyList<GroupMetric> parts, Statistic[] values, bool isRatio)
    {
        var contrasts = new ContrastSet(isRatio);
        var ends = new List<int>();
        foreach (GroupMetric part in parts)
        {
            part.AddPairs(contrasts);
            ends.Add(contrasts.Count);
        }

        MaxTFamily? family = contrasts.Judge(resampled.Request);
        DisparityFinding whole = DisparityFinding.Of(values[0], contrasts, family, isRatio);
        return
        [
            .. ends.Select((end, i) =>
            {
                int start = i == 0 ? 0 : ends[i - 1];
                MaxTFamily? own = family is not { Reason: null } ? family : family with
                {
                    Intervals = [.. family.Intervals.Skip(start).Take(end - start)],
                };
                Interval? gap = own?.Gap;
                return whole with
                {
                    Value = values[i],
                    Interval = gap is not { } g
                        ? null
                        : isRatio ? new Interval(Math.Exp(-g.High), Math.Exp(-g.Low))
                        : g,
                };
            }),
        ];
    }

    // A criterion that is monotone in each part has its extremes at corners of the parts' intervals.
    private static DisparityFinding Corners(Criterion criterion, Statistic value, DisparityFinding[] parts)
    {
        if (parts.Any(part => part.Interval is null))
        {
            return parts[0] with { Value = value, Interval = null, Method = null };
        }

        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        for (int corner = 0; corner < 1 << parts.Length; corner++)
        {
            double candidate = criterion.Combination.Compute(
            [
                .. parts.Select((part, i) => Statistic.Of(
                    (corner >> i & 1) == 0 ? part.Interval!.Value.Low : part.Interval!.Value.High)),
            ]).ValueOrNaN;
            low = Math.Min(low, candidate);
            high = Math.Max(high, candidate);
        }

        bool isFinite = double.IsFinite(low) && double.IsFinite(high);
        return parts[0] with
        {
            Value = value,
            Interval = isFinite ? new Interval(low, high) : null,
            Method = isFinite ? parts.Length == 1 ? parts[0].Method : "max_t_box" : null,
        };
    }
}
