using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>What crossings add to their single attributes (specification §9).</summary>
internal static class IntersectionInference
{
    /// <summary>Compares every crossing with its components, metric by metric.</summary>
    /// <param name="resampled">Values and replicates.</param>
    /// <param name="support">Which cells are supported.</param>
    /// <param name="groupMetrics">The metrics over the supported groups of every grouping.</param>
    /// <returns>The results.</returns>
    internal static IReadOnlyList<IntersectionResult> Of(
        Resampled resampled, GroupSupport support,
        IReadOnlyDictionary<(int Grouping, string Metric), GroupMetric> groupMetrics)
    {
        IReadOnlyList<Grouping> groupings = resampled.Rows.Groupings;
        var results = new List<IntersectionResult>();
        for (int crossing = 0; crossing < groupings.Count; crossing++)
        {
            if (!groupings[crossing].IsIntersection)
            {
                continue;
            }

            int[] components =
            [
                .. Enumerable.Range(0, groupings.Count)
                    .Where(
                        g => !groupings[g].IsIntersection
                            && groupings[crossing].Components.Contains(groupings[g].Attribute)),
            ];
            foreach (Metric metric in resampled.Evaluation.Metrics)
            {
                results.Add(Compare(
                    resampled, support, groupMetrics[(crossing, metric.Id)],
                    [.. components.Select(component => groupMetrics[(component, metric.Id)])]));
            }
        }

        return results;
    }

    /// <summary>Heterogeneity of the groups' values, or null with fewer than two, or without usable standard
    /// errors.</summary>
    /// <param name="groups">The metric over the supported groups.</param>
    /// <returns>The heterogeneity.</returns>
    internal static Heterogeneity? HeterogeneityOf(GroupMetric groups) =>
        groups.Values.Length < 2 || groups.Errors.Any(error => !(error > 0))
            ? null
            : Heterogeneity.Of(groups.Values, [.. groups.Errors.Select(error => error * error)]);

    private static IntersectionResult Compare(
        Resampled resampled, GroupSupport support, GroupMetric cells, GroupMetric[] components)
    {
        Statistic gap = cells.Aggregate(Disparity.Gap);
        Heterogeneity? heterogeneity = HeterogeneityOf(cells);
        (double? excess, Interval? interval) = Excess(resampled, cells, components, gap);
        (string A, string B)? pair = WidestPair(cells);
        return new IntersectionResult
        {
            Attribute = resampled.Rows.Groupings[cells.Grouping].Attribute,
            Metric = cells.Metric.Id,
            Gap = gap.ValueOrNull,
            GapShrunk = heterogeneity?.ShrunkGap,
            Excess = excess,
            ExcessLow = interval?.Low,
            ExcessHigh = interval?.High,
            ISquared = heterogeneity?.ISquared,
            WorstCell = WorstCell(cells),
            WorstPair = pair is { } p ? $"{p.A} – {p.B}" : null,
            Cells =
            [
                .. cells.Names.Select((name, k) => new CellResult(
                    name,
                    support.Size(resampled.Rows.CellOf(cells.Grouping, cells.Groups[k])).Rows,
                    cells.Values[k],
                    heterogeneity?.Shrunk[k])),
            ],
            Unsupported = cells.LeftOut,
        };
    }

    // Both gaps come from the same replicates. The excess is not smooth; its percentile interval is a description, not
    // a test.
    private static (double? Excess, Interval? Interval) Excess(
        Resampled resampled, GroupMetric cells, GroupMetric[] components, Statistic gap)
    {
        double[] singles = [.. components.Select(one => one.Aggregate(Disparity.Gap).ValueOrNaN)];
        if (!gap.IsDefined || singles.Length == 0 || singles.Any(double.IsNaN))
        {
            return (null, null);
        }

        double[] joint = cells.AggregateEach(Disparity.Gap, resampled.Bootstrap);
        double[][] each = [.. components.Select(one => one.AggregateEach(Disparity.Gap, resampled.Bootstrap))];
        double[] excess = [.. joint.Select((value, b) => value - each.Max(series => series[b]))];
        bool isStable = excess.Length > 0 && Resampled.UndefinedShare(excess) <= resampled.Request.MaxUndefinedShare;
        return (
            gap.Value - singles.Max(),
            isStable ? BootstrapInterval.Percentile(excess, resampled.Request.Confidence) : null);
    }

    private static string? WorstCell(GroupMetric cells) => cells.Names.Length == 0 ? null : cells.Metric.Better switch
    {
        Direction.LowerIsBetter => cells.Names[Array.IndexOf(cells.Values, cells.Values.Max())],
        _ => cells.Names[Array.IndexOf(cells.Values, cells.Values.Min())],
    };

    private static (string A, string B)? WidestPair(GroupMetric cells) => cells.Names.Length < 2
        ? null
        : (cells.Names[Array.IndexOf(cells.Values, cells.Values.Min())],
            cells.Names[Array.IndexOf(cells.Values, cells.Values.Max())]);
}
