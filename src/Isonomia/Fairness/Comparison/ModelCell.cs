using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>One model in one setting: its runs, and their means. Goodness is the metric with its sign such that larger
/// is better.</summary>
internal sealed class ModelCell
{
    private readonly RunCell[] _runs;
    private readonly double _sign;

    /// <summary>Gathers the runs.</summary>
    /// <param name="model">The model.</param>
    /// <param name="runs">Its runs on the same groups.</param>
    /// <param name="better">Whether the metric is better when higher or when lower.</param>
    internal ModelCell(string model, IEnumerable<RunCell> runs, Direction better)
    {
        Model = model;
        _runs = [.. runs];
        _sign = better == Direction.LowerIsBetter ? -1 : 1;
        Overall = Mean(run => run.Overall);
        Groups = [.. Enumerable.Range(0, _runs[0].Groups.Names.Length).Select(k => Mean(run => run.Groups.Values[k]))];
        HasGroups = Groups.Length > 1;
        Gap = HasGroups ? Mean(static run => Spread(run.Groups.Values)) : double.NaN;
        Worst = HasGroups ? Mean(run => _sign * run.Groups.Values.Min(value => _sign * value)) : double.NaN;
    }

    /// <summary>The model.</summary>
    internal string Model { get; }

    /// <summary>Whether there are two groups or more.</summary>
    internal bool HasGroups { get; }

    /// <summary>The mean overall value, NaN where a run has none.</summary>
    internal double Overall { get; }

    /// <summary>The mean of every group.</summary>
    internal double[] Groups { get; }

    /// <summary>The mean of the runs' gaps.</summary>
    internal double Gap { get; }

    /// <summary>The mean of the runs' worst values.</summary>
    internal double Worst { get; }

    /// <summary>The names of the groups.</summary>
    internal string[] Names => _runs[0].Groups.Names;

    /// <summary>The group whose mean is worst, or null.</summary>
    internal string? WorstGroup =>
        HasGroups ? Names[Array.IndexOf(Groups, _sign * Groups.Min(value => _sign * value))] : null;

    /// <summary>The values compared in pairs, larger is better but for the gap: groups, gap, worst, overall.</summary>
    internal double[] Point => [.. Groups.Select(value => _sign * value), Gap, _sign * Worst, _sign * Overall];

    /// <summary>The replicates of <see cref="Point"/>, each the mean over runs of the same draw; null without
    /// replicates.</summary>
    internal double[][]? Replicates()
    {
        if (_runs.Any(run => run.Resampled.Bootstrap is null))
        {
            return null;
        }

        int k = Groups.Length;
        int count = _runs[0].Resampled.Bootstrap!.Replicates;
        double[][] all = [.. Enumerable.Range(0, k + 3).Select(_ => new double[count])];
        double[] values = new double[k];
        foreach (RunCell run in _runs)
        {
            double[][] series = [.. Enumerable.Range(0, k).Select(run.Groups.Series)];
            double[] overall = run.Groups.OverallSeries();
            for (int b = 0; b < count; b++)
            {
                for (int group = 0; group < k; group++)
                {
                    values[group] = _sign * series[group][b];
                    all[group][b] += values[group] / _runs.Length;
                }

                all[k][b] += Spread(values) / _runs.Length;
                all[k + 1][b] += values.Min() / _runs.Length;
                all[k + 2][b] += _sign * overall[b] / _runs.Length;
            }
        }

        return all;
    }

    /// <summary>The cell as a result.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="attribute">The attribute.</param>
    /// <returns>The result.</returns>
    internal ComparisonValue ToResult(string? dataset, string attribute)
    {
        ComparisonRun[] runs = [.. _runs.Select(run => run.ToResult())];
        return new ComparisonValue
        {
            Model = Model,
            Dataset = dataset,
            Attribute = attribute,
            Overall = Summary(Overall, runs, static run => run.Overall),
            Worst = Summary(Worst, runs, static run => run.Worst),
            WorstGroup = WorstGroup,
            Gap = Summary(Gap, runs, static run => run.Gap),
            Groups = Names.Index().ToDictionary(
                entry => entry.Item, entry => Summary(Groups[entry.Index], runs, run => run.Groups[entry.Item])!),
            Undefined = !HasGroups ? UndefinedReason.SingleGroup.Id()
                : double.IsNaN(Overall) ? runs.First(run => run.Overall.Value is null).Overall.Undefined
                : null,
            Runs = runs,
        };
    }

    private static SeedSummary? Summary(double mean, ComparisonRun[] runs, Func<ComparisonRun, MetricValue> part)
    {
        if (double.IsNaN(mean))
        {
            return null;
        }

        MetricValue[] values = [.. runs.Select(part)];
        return values.Length == 1
            ? new SeedSummary(mean, null, values[0].Low, values[0].High)
            : new SeedSummary(
                mean, Math.Sqrt(Math.Max(0, Moments.Variance([.. values.Select(value => value.Value!.Value)]))), null,
                null);
    }

    /// <summary>NaN in any group is NaN: <see cref="Enumerable.Max(IEnumerable{double})"/> would pass it
    /// over.</summary>
    private static double Spread(double[] values) =>
        Array.Exists(values, double.IsNaN) ? double.NaN : values.Max() - values.Min();

    private double Mean(Func<RunCell, double> part) => Moments.Mean([.. _runs.Select(part)]);
}

/// <summary>One run in one setting.</summary>
/// <param name="Seed">The run's name, or null.</param>
/// <param name="Threshold">The threshold of its decisions, or null where it has none or several.</param>
/// <param name="Resampled">Values and replicates of the run.</param>
/// <param name="Support">The sizes of its groups.</param>
/// <param name="Groups">The metric over the groups of the setting.</param>
internal sealed record RunCell(string? Seed, double? Threshold, Resampled Resampled, GroupSupport Support,
    GroupMetric Groups)
{
    /// <summary>The value over all rows, NaN where undefined.</summary>
    internal double Overall => Groups.Overall;

    /// <summary>The run as a result.</summary>
    /// <returns>The result.</returns>
    internal ComparisonRun ToResult()
    {
        int metric = Resampled.IndexOf(Groups.Metric);
        int[] cells = [.. Groups.Groups.Select(group => Resampled.Rows.CellOf(Groups.Grouping, group))];
        long rows = cells.Sum(cell => Support.Size(cell).Rows);
        MetricValue worst = Of(Disparity.Worst, rows);
        int place = worst.Value is { } value ? Array.IndexOf(Groups.Values, value) : -1;
        return new ComparisonRun(
            Seed,
            MetricIntervals.Of(Resampled, Support, metric, 0),
            worst,
            place < 0 ? null : Groups.Names[place],
            Of(Disparity.Gap, rows),
            Groups.Names.Index().ToDictionary(
                entry => entry.Item, entry => MetricIntervals.Of(Resampled, Support, metric, cells[entry.Index])))
        {
            Threshold = Threshold,
        };
    }

    private MetricValue Of(Disparity disparity, long rows)
    {
        if (Groups.Groups.Length < 2)
        {
            return new MetricValue { N = rows, Undefined = UndefinedReason.SingleGroup.Id() };
        }

        DisparityFinding finding = DisparityInference.Of(Resampled, Groups, disparity);
        return new MetricValue
        {
            Value = finding.Value.ValueOrNull,
            Low = finding.Interval?.Low,
            High = finding.Interval?.High,
            N = rows,
            Method = finding.Interval is null ? null : finding.Method,
            Undefined = finding.Value.Reason?.Id(),
            IntervalUndefined = finding.Problem?.Id(),
            UndefinedShare = finding.UndefinedShare > 0 ? finding.UndefinedShare : null,
            Flags = finding.Flags,
        };
    }
}
