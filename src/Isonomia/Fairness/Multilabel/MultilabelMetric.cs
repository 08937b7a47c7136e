using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// Binary metrics of the labels of a multilabel task; unknown labels are masked, never read as negative.
/// </summary>
public static class MultilabelMetric
{
    /// <summary>The binary metric of every label.</summary>
    /// <param name="metric">A metric of the binary task.</param>
    /// <param name="rows">The rows of a group.</param>
    /// <returns>One value a label.</returns>
    /// <exception cref="ArgumentException">The metric is not binary.</exception>
    public static LabelValues PerLabel(Metric metric, in MultilabelRows rows)
    {
        ArgumentNullException.ThrowIfNull(metric);
        Statistic[] values = new Statistic[rows.LabelCount];
        for (int label = 0; label < values.Length; label++)
        {
            values[label] = Compute(metric, Known(rows, label));
        }

        return new LabelValues(values, metric.Better);
    }

    /// <summary>The gap of a metric between groups, for every label.</summary>
    /// <remarks>
    /// A label needs the metric in at least two groups (for the AUROC: both classes in two groups), else it is
    /// single_group.
    /// Source: specification §7.
    /// </remarks>
    /// <param name="groups">The values of the labels in each group.</param>
    /// <returns>The gap of each label; take the macro mean and the worst from it.</returns>
    /// <exception cref="ArgumentException">There is no group, or the groups differ in their labels.</exception>
    public static LabelValues Gaps(IReadOnlyList<LabelValues> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count == 0 || groups.Any(group => group.Values.Count != groups[0].Values.Count))
        {
            throw new ArgumentException(
                "The groups need values of the same labels, at least one group.", nameof(groups));
        }

        return new LabelValues(
            [.. Enumerable.Range(0, groups[0].Values.Count).Select(label => Gap(groups, label))],
            Direction.LowerIsBetter);
    }

    /// <summary>Makes a metric of a multilabel task from a binary one.</summary>
    /// <param name="metric">A metric of the binary task.</param>
    /// <param name="reduction">How the labels become one number.</param>
    /// <returns>The metric; its id is <c>ID@multilabel_macro</c>, <c>_micro</c> or <c>_worst</c>.</returns>
    /// <exception cref="ArgumentException">The metric is not binary, or descriptive and asked for its worst
    /// label.</exception>
    public static Metric Reduce(Metric metric, LabelReduction reduction)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric.Task != "binary" || (reduction == LabelReduction.Worst && metric.Better == Direction.Descriptive))
        {
            throw new ArgumentException(
                $"Metric '{metric.Id}' is not a binary metric that has this form.", nameof(metric));
        }

        (string suffix, string words) = reduction switch
        {
            LabelReduction.Macro => ("multilabel_macro", "mean over labels where defined"),
            LabelReduction.Micro => ("multilabel_micro", "over all known cells"),
            LabelReduction.Worst => ("multilabel_worst", "worst label where defined"),
            _ => throw new ArgumentOutOfRangeException(nameof(reduction)),
        };
        return metric with
        {
            Id = metric.Id.Contains('@', StringComparison.Ordinal) ? $"{metric.Id}_{suffix}" : $"{metric.Id}@{suffix}",
            Name = $"{metric.Name}, {words}",
            Definition = $"{metric.Definition}, {words}",
            Null = NullStratum.None,
            Kernel = Kernel(() => metric, reduction),
        };
    }

    /// <summary>
    /// Makes the kernel; the metric is asked for late, as entries of one catalog are made in no certain order.
    /// </summary>
    internal static MetricKernel Kernel(Func<Metric> metric, LabelReduction reduction) =>
        new MetricKernel.OfMultilabelRows((in MultilabelRows rows) => reduction switch
        {
            LabelReduction.Micro => Compute(metric(), AllKnown(rows)),
            LabelReduction.Macro => PerLabel(metric(), rows).Macro,
            _ => PerLabel(metric(), rows).Worst,
        });

    /// <summary>Computes a binary metric.</summary>
    internal static Statistic Compute(Metric metric, in BinaryRows rows) => metric.Kernel switch
    {
        MetricKernel.OfBinarySummary kernel => kernel.Compute(BinarySummary.Compute(rows)),
        MetricKernel.OfBinaryRows kernel => kernel.Compute(rows),
        _ => throw new ArgumentException($"Metric '{metric.Id}' is not a metric of the binary task.", nameof(metric)),
    };

    /// <summary>The rows of one label whose value is known, in ascending order of score.</summary>
    internal static BinaryRows Known(in MultilabelRows rows, int label)
    {
        int from = label * rows.Count;
        double[] scores = new double[rows.Count];
        double[] weights = new double[rows.Count];
        sbyte[] labels = new sbyte[rows.Count];
        int used = 0;
        foreach (int row in rows.Orders.Slice(from, rows.Count))
        {
            if (rows.Labels[from + row] >= 0)
            {
                scores[used] = rows.Scores[from + row];
                weights[used] = rows.Weights[row];
                labels[used++] = rows.Labels[from + row];
            }
        }

        return Binary(scores, labels, weights, used, rows.Rule);
    }

    private static BinaryRows AllKnown(in MultilabelRows rows)
    {
        int cells = rows.LabelCount * rows.Count;
        double[] scores = new double[cells];
        int[] order = new int[cells];
        int used = 0;
        for (int cell = 0; cell < cells; cell++)
        {
            if (rows.Labels[cell] >= 0)
            {
                scores[used] = rows.Scores[cell];
                order[used++] = cell;
            }
        }

        Array.Sort(scores, order, 0, used);
        double[] weights = new double[used];
        sbyte[] labels = new sbyte[used];
        for (int i = 0; i < used; i++)
        {
            weights[i] = rows.Weights[order[i] % rows.Count];
            labels[i] = rows.Labels[order[i]];
        }

        return Binary(scores, labels, weights, used, rows.Rule);
    }

    private static BinaryRows Binary(double[] scores, sbyte[] labels, double[] weights, int count, DecisionRule rule) =>
        new()
    {
        Scores = scores.AsSpan(0, count),
        Labels = labels.AsSpan(0, count),
        Weights = weights.AsSpan(0, count),
        Rule = rule,
    };

    private static Statistic Gap(IReadOnlyList<LabelValues> groups, int label)
    {
        double[] defined =
        [
            .. groups.Select(group => group.Values[label]).Where(value => value.IsDefined).Select(value => value.Value),
        ];
        return defined.Length < 2 ? UndefinedReason.SingleGroup : defined.Max() - defined.Min();
    }
}
