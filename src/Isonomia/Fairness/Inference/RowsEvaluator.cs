using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Evaluates metrics that need rows: weights times draw counts, the plain kernel once a lane.</summary>
internal sealed class RowsEvaluator : IGroupEvaluator
{
    private readonly CellRows[] _cells;
    private readonly (int Index, MetricKernel Kernel)[] _metrics;

    private RowsEvaluator(CellRows[] cells, (int Index, MetricKernel Kernel)[] metrics)
    {
        _cells = cells;
        _metrics = metrics;
    }

    /// <summary>Gathers the rows of every cell.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="metrics">The metrics with their place in the values.</param>
    /// <param name="segmentation">Numbers of every table row by column, for segmentation.</param>
    /// <param name="onlyOverall">Whether only the cell of everybody is needed.</param>
    /// <returns>The evaluator.</returns>
    internal static RowsEvaluator Of(
        AuditedRows rows,
        DecisionRule rule,
        IEnumerable<(int Index, MetricKernel Kernel)> metrics,
        IReadOnlyDictionary<string, double[]> segmentation,
        bool onlyOverall)
    {
        double[]? weights = rows.GatherWeights();
        int[] order = [.. Enumerable.Range(0, rows.Rows.Length)];
        if (rows.Table.Outcome is Outcome.Binary binary)
        {
            order = SortOrder.Ascending(Array.ConvertAll(rows.Rows, row => binary.Scores[row]));
        }

        var cells = new CellRows[onlyOverall ? 1 : rows.Cells.Count];
        for (int grouping = -1; grouping < (onlyOverall ? 0 : rows.Groupings.Count); grouping++)
        {
            foreach ((int cell, int[] part) in rows.Split(order, grouping))
            {
                cells[cell] = CellRows.Of(rows, part, weights, rule, segmentation);
            }
        }

        return new RowsEvaluator(cells, [.. metrics]);
    }

    /// <summary>The value of a metric with every unit once.</summary>
    /// <param name="kernel">The metric's kernel.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>The value, or why there is none.</returns>
    internal Statistic Point(MetricKernel kernel, int cell) => _cells[cell].Compute(kernel, _cells[cell].Weights);

    /// <inheritdoc/>
    public IGroupWorker CreateWorker() => new Worker(this);

    private sealed class Worker(RowsEvaluator owner) : IGroupWorker
    {
        private readonly double[] _weights = new double[owner._cells.Max(cell => cell.Units.Length)];

        /// <inheritdoc/>
        public void Evaluate(Span<byte> counts, Span<double> values)
        {
            for (int c = 0; c < owner._cells.Length; c++)
            {
                CellRows cell = owner._cells[c];
                Span<double> weights = _weights.AsSpan(0, cell.Units.Length);
                for (int lane = 0; lane < Lanes.Count; lane++)
                {
                    for (int i = 0; i < weights.Length; i++)
                    {
                        weights[i] = cell.Weights[i] * counts[(cell.Units[i] * Lanes.Count) + lane];
                    }

                    foreach ((int index, MetricKernel kernel) in owner._metrics)
                    {
                        values[(((index * owner._cells.Length) + c) * Lanes.Count) + lane] =
                            cell.Compute(kernel, weights).ValueOrNaN;
                    }
                }
            }
        }
    }
}
