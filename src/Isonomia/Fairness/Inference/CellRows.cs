using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The rows of one cell as the metric kernels take them.</summary>
internal abstract class CellRows
{
    /// <summary>The unit of every row, shape [n].</summary>
    internal required int[] Units { get; init; }

    /// <summary>The sampling weight of every row, shape [n].</summary>
    internal required double[] Weights { get; init; }

    /// <summary>Computes a metric under other weights.</summary>
    /// <param name="kernel">The metric's kernel.</param>
    /// <param name="weights">The weights, shape [n].</param>
    /// <returns>The value, or why there is none.</returns>
    internal abstract Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights);

    /// <summary>Gathers the rows of a cell.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="part">The cell's rows; for a binary task in ascending order of score.</param>
    /// <param name="weights">The sampling weights of all rows, or null.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="segmentation">Numbers of every table row by column.</param>
    /// <returns>The cell's rows.</returns>
    internal static CellRows Of(
        AuditedRows rows,
        int[] part,
        double[]? weights,
        DecisionRule rule,
        IReadOnlyDictionary<string, double[]> segmentation)
    {
        int[] units = Array.ConvertAll(part, row => rows.Units[row]);
        double[] own = Array.ConvertAll(part, row => weights is null ? 1 : weights[row]);
        int[] table = Array.ConvertAll(part, row => rows.Rows[row]);
        return rows.Table.Outcome switch
        {
            Outcome.Binary binary => new Binary(binary, table, rule) { Units = units, Weights = own },
            Outcome.Multiclass multiclass => new Multiclass(multiclass, table) { Units = units, Weights = own },
            Outcome.Multilabel multilabel => new Multilabel(multilabel, table, rule) { Units = units, Weights = own },
            Outcome.Regression regression => new Regression(regression, table) { Units = units, Weights = own },
            _ => new Segmentation(segmentation, table) { Units = units, Weights = own },
        };
    }

    private static InvalidOperationException Mismatch(MetricKernel kernel, string task) =>
        new($"A metric of task '{kernel.Task}' was asked of a table of task '{task}'.");

    private static int[] Order(int count, Func<int, double> key) =>
        SortOrder.Ascending([.. Enumerable.Range(0, count).Select(key)]);

    private sealed class Binary(Outcome.Binary outcome, int[] rows, DecisionRule rule) : CellRows
    {
        private readonly double[] _scores = Array.ConvertAll(rows, row => outcome.Scores[row]);
        private readonly sbyte[] _labels = Array.ConvertAll(rows, row => outcome.Labels[row]);

        internal override Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights)
        {
            var binary = new BinaryRows { Scores = _scores, Labels = _labels, Weights = weights, Rule = rule };
            switch (kernel)
            {
                case MetricKernel.OfBinaryRows byRows:
                    return byRows.Compute(in binary);
                case MetricKernel.OfBinarySummary bySummary:
                    BinarySummary summary = BinarySummary.Compute(in binary);
                    return bySummary.Compute(in summary);
                default:
                    throw Mismatch(kernel, "binary");
            }
        }
    }

    private sealed class Multiclass : CellRows
    {
        private readonly int _classes;
        private readonly int[] _labels;
        private readonly double[] _scores;
        private readonly int[] _decisions;
        private readonly int[] _orders;

        internal Multiclass(Outcome.Multiclass outcome, int[] rows)
        {
            _classes = outcome.Classes.Count;
            _labels = Array.ConvertAll(rows, row => outcome.Labels[row]);
            _scores = [.. rows.SelectMany(row => outcome.Scores.AsSpan(row * _classes, _classes).ToArray())];
            _decisions = [.. Enumerable.Range(0, rows.Length).Select(Decide)];
            _orders =
            [
                .. Enumerable.Range(0, _classes)
                .SelectMany(k => Order(rows.Length, row => _scores[(row * _classes) + k])),
            ];
        }

        internal override Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights)
        {
            if (kernel is not MetricKernel.OfMulticlassRows multiclass)
            {
                throw Mismatch(kernel, "multiclass");
            }

            return multiclass.Compute(new MulticlassRows
            {
                ClassCount = _classes,
                Labels = _labels,
                Decisions = _decisions,
                Scores = _scores,
                Weights = weights,
                Orders = _orders,
            });
        }

        private int Decide(int row)
        {
            ReadOnlySpan<double> scores = _scores.AsSpan(row * _classes, _classes);
            int best = 0;
            for (int k = 1; k < scores.Length; k++)
            {
                best = scores[k] > scores[best] ? k : best;
            }

            return best;
        }
    }

    private sealed class Multilabel(Outcome.Multilabel outcome, int[] rows, DecisionRule rule) : CellRows
    {
        private readonly sbyte[] _labels = [.. outcome.Labels.SelectMany(column => rows.Select(row => column[row]))];
        private readonly double[] _scores = [.. outcome.Scores.SelectMany(column => rows.Select(row => column[row]))];
        private readonly int[] _orders =
            [.. outcome.Scores.SelectMany(column => Order(rows.Length, row => column[rows[row]]))];

        internal override Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights)
        {
            if (kernel is not MetricKernel.OfMultilabelRows multilabel)
            {
                throw Mismatch(kernel, "multilabel");
            }

            return multilabel.Compute(new MultilabelRows
            {
                LabelCount = outcome.Names.Count,
                Labels = _labels,
                Scores = _scores,
                Orders = _orders,
                Weights = weights,
                Rule = rule,
            });
        }
    }

    private sealed class Regression(Outcome.Regression outcome, int[] rows) : CellRows
    {
        private readonly double[] _targets = Array.ConvertAll(rows, row => outcome.Targets[row]);
        private readonly double[] _predictions = Array.ConvertAll(rows, row => outcome.Predictions[row]);

        internal override Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights)
        {
            if (kernel is not MetricKernel.OfRegressionRows regression)
            {
                throw Mismatch(kernel, "regression");
            }

            return regression.Compute(new RegressionRows
            {
                Targets = _targets,
                Predictions = _predictions,
                Weights = weights,
            });
        }
    }

    private sealed class Segmentation(IReadOnlyDictionary<string, double[]> columns, int[] rows) : CellRows
    {
        private readonly Dictionary<string, double[]> _columns = columns.ToDictionary(
            column => column.Key, column => Array.ConvertAll(rows, row => column.Value[row]), StringComparer.Ordinal);

        internal override Statistic Compute(MetricKernel kernel, ReadOnlySpan<double> weights) => kernel switch
        {
            MetricKernel.OfSegmentationScores scores => scores.Compute(_columns[scores.Column], weights),
            _ => throw Mismatch(kernel, "segmentation"),
        };
    }
}
