using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Compares a candidate with a baseline on the same patients: the same draws for both (specification §11.8 and
/// §13).</summary>
internal static class PairedInference
{
    /// <summary>Compares every metric over every single attribute.</summary>
    /// <param name="candidate">The candidate's rows and settings.</param>
    /// <param name="baseline">The baseline's; its table has the same rows, units and groups in the same order.</param>
    /// <param name="name">The baseline's name.</param>
    /// <param name="tolerance">The tolerance τ of the levelling-down labels.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The changes, candidate minus baseline in the better direction of each metric.</returns>
    /// <exception cref="ArgumentException">The two tables do not hold the same usable rows of the same
    /// units.</exception>
    internal static BaselineResult Compare(
        InferenceRequest candidate,
        InferenceRequest baseline,
        string name,
        double tolerance = LevellingDown.DefaultTolerance,
        CancellationToken cancellation = default)
    {
        AuditedRows after = AuditedRows.Of(
            candidate.Table, candidate.Groupings, candidate.Rows, candidate.Scheme == BootstrapScheme.Row);
        AuditedRows before = AuditedRows.Of(
            baseline.Table, candidate.Groupings, baseline.Rows, candidate.Scheme == BootstrapScheme.Row);
        if (!after.Rows.AsSpan().SequenceEqual(before.Rows) || !after.Units.AsSpan().SequenceEqual(before.Units))
        {
            throw new ArgumentException(
                $"The candidate has {after.Rows.Length} usable rows and the baseline {before.Rows.Length}, "
                + "or they belong to other patients; a paired comparison needs the same rows of the same patients.",
                nameof(baseline));
        }

        Metric[] metrics = [.. candidate.Metrics.Where(metric => metric.Better != Direction.Descriptive)];
        Resampled now = AuditInference.Resample(candidate, after, metrics, cancellation);
        Resampled then = AuditInference.Resample(
            baseline with { Audit = candidate.Audit, Groupings = candidate.Groupings, Scheme = candidate.Scheme },
            before, metrics, cancellation);
        GroupSupport support = GroupSupport.Of(after, candidate.Audit);
        var changes = new List<BaselineChange>();
        for (int grouping = 0; grouping < candidate.Groupings.Count; grouping++)
        {
            if (candidate.Groupings[grouping].IsIntersection)
            {
                continue;
            }

            foreach (Metric metric in metrics)
            {
                changes.Add(Change(now, then, support, grouping, metric, tolerance));
            }
        }

        return new BaselineResult(name, changes);
    }

    private static BaselineChange Change(
        Resampled now, Resampled then, GroupSupport support, int grouping, Metric metric, double tolerance)
    {
        var after = new GroupMetric(now, support, grouping, metric);
        var before = new GroupMetric(then, support, grouping, metric);
        string[] names = [.. after.Names.Intersect(before.Names, StringComparer.Ordinal)];
        Func<double, double> good = Goodness(metric.Better);
        Side candidate = Side.Of(after, names, good);
        Side baseline = Side.Of(before, names, good);
        double[] estimates =
        [
            .. candidate.Values.Zip(baseline.Values, static (a, b) => a - b),
            candidate.Gap(-1) - baseline.Gap(-1),
            candidate.Worst(-1) - baseline.Worst(-1),
            good(after.Overall) - good(before.Overall),
        ];
        double[][]? replicates = now.Bootstrap is null
            ? null
            : [.. Replicates(candidate, baseline, now.Bootstrap.Replicates),
                Minus(after.OverallSeries(), before.OverallSeries(), good)];
        return new PairedChange(names, estimates, replicates)
            .Judge(now.Request.Confidence, now.Request.MaxUndefinedShare)
            .ToResult(now.Rows.Groupings[grouping].Attribute, metric.Id, tolerance);
    }

    private static double[][] Replicates(Side candidate, Side baseline, int count)
    {
        double[][] groups =
            [.. candidate.Series.Zip(baseline.Series, static (a, b) => a.Zip(b, static (x, y) => x - y).ToArray())];
        double[] gap = new double[count];
        double[] worst = new double[count];
        for (int b = 0; b < count; b++)
        {
            gap[b] = candidate.Gap(b) - baseline.Gap(b);
            worst[b] = candidate.Worst(b) - baseline.Worst(b);
        }

        return [.. groups, gap, worst];
    }

    private static double[] Minus(double[] a, double[] b, Func<double, double> good) =>
        [.. a.Zip(b, (x, y) => good(x) - good(y))];

    private static Func<double, double> Goodness(Direction better) => better switch
    {
        Direction.LowerIsBetter => static value => -value,
        Direction.CloserToZero => static value => -Math.Abs(value),
        Direction.CloserToOne => static value => -Math.Abs(value - 1),
        _ => static value => value,
    };

    /// <summary>One model's values, larger is better; replicate -1 is the point.</summary>
    private sealed record Side(double[] Values, double[][] Series)
    {
        internal static Side Of(GroupMetric groups, string[] names, Func<double, double> good)
        {
            int[] places = [.. names.Select(name => Array.IndexOf(groups.Names, name))];
            return new Side(
                [.. places.Select(k => good(groups.Values[k]))],
                [.. places.Select(k => Array.ConvertAll(groups.Series(k), value => good(value)))]);
        }

        internal double Gap(int replicate) => Fold(replicate, Math.Max) - Fold(replicate, Math.Min);

        internal double Worst(int replicate) => Fold(replicate, Math.Min);

        private double Fold(int replicate, Func<double, double, double> fold) => Values.Length == 0
            ? double.NaN
            : Enumerable.Range(0, Values.Length).Select(k => replicate < 0 ? Values[k]
                : Series[k][replicate]).Aggregate(fold);
    }
}
