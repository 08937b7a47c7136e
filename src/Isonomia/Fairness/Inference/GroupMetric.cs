using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>One metric over the supported groups of one grouping: values, replicates, families of contrasts.</summary>
internal sealed class GroupMetric
{
    private readonly Resampled _resampled;
    private readonly int[] _cells;
    private readonly double[] _sizes;
    private readonly int _reference;
    private readonly int _index;

    /// <summary>Gathers the supported groups where the metric is defined.</summary>
    /// <param name="resampled">Values and replicates.</param>
    /// <param name="support">Which groups are supported.</param>
    /// <param name="grouping">The grouping.</param>
    /// <param name="metric">The metric.</param>
    internal GroupMetric(Resampled resampled, GroupSupport support, int grouping, Metric metric)
    {
        _resampled = resampled;
        _index = resampled.IndexOf(metric);
        Metric = metric;
        Grouping = grouping;
        IReadOnlyList<string> names = resampled.Rows.Groupings[grouping].Groups;
        var left = new List<LeftOutGroup>(support.Unsupported(grouping));
        var groups = new List<int>();
        foreach (int group in support.Supported(grouping))
        {
            Statistic value = resampled.Evaluation.Point(_index, resampled.Rows.CellOf(grouping, group));
            if (value.IsDefined && double.IsFinite(value.Value))
            {
                groups.Add(group);
            }
            else
            {
                left.Add(new LeftOutGroup(names[group], value.Reason?.Id() ?? UndefinedReason.ZeroDenominator.Id()));
            }
        }

        LeftOut = left;
        Groups = [.. groups];
        Names = [.. groups.Select(group => names[group])];
        _cells = [.. groups.Select(group => resampled.Rows.CellOf(grouping, group))];
        _sizes = [.. _cells.Select(cell => (double)support.Size(cell).Rows)];
        _reference = groups.Count == 0 ? 0 : support.Reference(grouping, Groups);
        Values = [.. _cells.Select(cell => resampled.Evaluation.Point(_index, cell).Value)];
        Errors = [.. _cells.Select(cell => Resampled.StandardError(resampled.Series(_index, cell)))];
    }

    /// <summary>The metric.</summary>
    internal Metric Metric { get; }

    /// <summary>The grouping.</summary>
    internal int Grouping { get; }

    /// <summary>The groups that enter.</summary>
    internal int[] Groups { get; }

    /// <summary>Their names.</summary>
    internal string[] Names { get; }

    /// <summary>Their values.</summary>
    internal double[] Values { get; }

    /// <summary>Their resampling standard errors, NaN without replicates.</summary>
    internal double[] Errors { get; }

    /// <summary>The groups that do not enter, each with its reason.</summary>
    internal IReadOnlyList<LeftOutGroup> LeftOut { get; }

    /// <summary>Whether some group's value never varies.</summary>
    internal bool HasConstantGroup => Errors.Any(error => error == 0);

    /// <summary>The value over all rows, NaN where undefined.</summary>
    internal double Overall => _resampled.Evaluation.Point(_index, 0).ValueOrNaN;

    /// <summary>The replicates of one entering group.</summary>
    /// <param name="k">The position among the entering groups.</param>
    /// <returns>The replicates.</returns>
    internal double[] Series(int k) => _resampled.Series(_index, _cells[k]);

    /// <summary>The replicates of the overall value.</summary>
    /// <returns>The replicates.</returns>
    internal double[] OverallSeries() => _resampled.Series(_index, 0);

    /// <summary>Aggregates the values.</summary>
    /// <param name="disparity">The aggregation.</param>
    /// <returns>The aggregate.</returns>
    internal Statistic Aggregate(Disparity disparity) => Aggregate(disparity, Values, Overall);

    /// <summary>Aggregates other values of the same groups.</summary>
    /// <param name="disparity">The aggregation.</param>
    /// <param name="values">The values.</param>
    /// <param name="overall">The overall value.</param>
    /// <returns>The aggregate.</returns>
    internal Statistic Aggregate(Disparity disparity, ReadOnlySpan<double> values, double overall) =>
        disparity.Compute(new GroupValues
        {
            Values = values,
            Sizes = _sizes,
            Overall = overall,
            Reference = _reference,
            Better = Metric.Better,
        });

    /// <summary>Aggregates every resample; NaN where a group's value or the aggregate is undefined.</summary>
    /// <param name="disparity">The aggregation.</param>
    /// <param name="table">Bootstrap replicates or left-out values.</param>
    /// <returns>The aggregates, shape [replicates].</returns>
    internal double[] AggregateEach(Disparity disparity, ReplicateTable? table)
    {
        if (table is null)
        {
            return [];
        }

        double[][] series = [.. _cells.Select(cell => table.Series(_index, cell))];
        double[] overall = table.Series(_index, 0);
        double[] aggregates = new double[table.Replicates];
        double[] values = new double[_cells.Length];
        for (int b = 0; b < aggregates.Length; b++)
        {
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = series[k][b];
            }

            aggregates[b] = values.Any(double.IsNaN)
                ? double.NaN
                : Aggregate(disparity, values, overall[b]).ValueOrNaN;
        }

        return aggregates;
    }

    /// <summary>Adds all pairs of groups to a set of contrasts.</summary>
    /// <param name="contrasts">The set.</param>
    internal void AddPairs(ContrastSet contrasts)
    {
        for (int a = 0; a < Names.Length; a++)
        {
            for (int b = a + 1; b < Names.Length; b++)
            {
                contrasts.Add(
                    Metric.Id, new(Names[a], Values[a], Series(a), Errors[a]),
                    new(Names[b], Values[b], Series(b), Errors[b]));
            }
        }
    }

    /// <summary>Adds every group against the overall value to a set of contrasts.</summary>
    /// <param name="contrasts">The set.</param>
    internal void AddToOverall(ContrastSet contrasts)
    {
        var overall = new ContrastSide(
            Cell.OverallName, Overall, OverallSeries(), Resampled.StandardError(OverallSeries()));
        for (int k = 0; k < Names.Length; k++)
        {
            contrasts.Add(Metric.Id, new(Names[k], Values[k], Series(k), Errors[k]), overall);
        }
    }
}
