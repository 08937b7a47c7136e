using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Validation rows whose patients are resampled along with the audited ones, to choose the threshold
/// anew.</summary>
/// <param name="Table">The validation rows.</param>
/// <param name="Policy">The policy that chose the threshold.</param>
/// <param name="IsStrict">Whether a score decides by &gt; instead of ≥.</param>
internal sealed record ThresholdRefit(PredictionTable Table, ThresholdPolicy Policy, bool IsStrict);

/// <summary>Evaluates binary metrics with a threshold that every replicate chooses for itself (specification
/// §11.1).</summary>
/// <remarks>The units of a replicate are the audited patients and, after them, the validation patients; both are drawn
/// independently. A replicate whose policy has no threshold has no values. The plain kernels are used, one lane after
/// another: slower than the fixed threshold by the number of lanes.</remarks>
internal sealed class RefitEvaluator : IGroupEvaluator
{
    private readonly ThresholdRefit _refit;
    private readonly AuditedRows _validation;
    private readonly SortedRows _sorted;
    private readonly int[] _sortedUnits;
    private readonly (double[] Scores, sbyte[] Labels, double[] Weights, int[] Units)[] _cells;
    private readonly (int Index, MetricKernel Kernel)[] _metrics;
    private readonly int _auditedUnits;

    private RefitEvaluator(
        ThresholdRefit refit, AuditedRows validation, int[] order, AuditedRows audited,
        (double[] Scores, sbyte[] Labels, double[] Weights, int[] Units)[] cells,
            (int Index, MetricKernel Kernel)[] metrics)
    {
        _refit = refit;
        _validation = validation;
        _auditedUnits = audited.UnitCount;
        _cells = cells;
        _metrics = metrics;
        var outcome = (Outcome.Binary)validation.Table.Outcome;
        double[] weights = validation.GatherWeights() ?? [.. Enumerable.Repeat(1.0, order.Length)];
        _sorted = new SortedRows(
            Array.ConvertAll(order, i => outcome.Scores[validation.Rows[i]]),
            Array.ConvertAll(order, i => outcome.Labels[validation.Rows[i]]),
            Array.ConvertAll(order, i => weights[i]));
        _sortedUnits = Array.ConvertAll(order, i => validation.Units[i]);
    }

    /// <summary>The validation patients.</summary>
    internal AuditedRows Validation => _validation;

    /// <summary>Gathers the rows of every cell and of the validation split.</summary>
    /// <param name="rows">The audited rows.</param>
    /// <param name="refit">The validation rows and the policy.</param>
    /// <param name="metrics">The metrics, all of the binary task.</param>
    /// <param name="rowsAreUnits">Whether every row is its own unit.</param>
    /// <returns>The evaluator.</returns>
    internal static RefitEvaluator Of(AuditedRows rows, ThresholdRefit refit, IReadOnlyList<Metric> metrics,
        bool rowsAreUnits)
    {
        var outcome = (Outcome.Binary)rows.Table.Outcome;
        int[] order = SortOrder.Ascending(Array.ConvertAll(rows.Rows, row => outcome.Scores[row]));
        double[]? weights = rows.GatherWeights();
        var cells = new (double[], sbyte[], double[], int[])[rows.Cells.Count];
        for (int grouping = -1; grouping < rows.Groupings.Count; grouping++)
        {
            foreach ((int cell, int[] part) in rows.Split(order, grouping))
            {
                cells[cell] = (
                    Array.ConvertAll(part, i => outcome.Scores[rows.Rows[i]]),
                    Array.ConvertAll(part, i => outcome.Labels[rows.Rows[i]]),
                    Array.ConvertAll(part, i => weights?[i] ?? 1.0),
                    Array.ConvertAll(part, i => rows.Units[i]));
            }
        }

        AuditedRows validation = AuditedRows.Of(refit.Table, [], null, rowsAreUnits);
        var scores = ((Outcome.Binary)refit.Table.Outcome).Scores;
        int[] validationOrder = SortOrder.Ascending(Array.ConvertAll(validation.Rows, row => scores[row]));
        return new RefitEvaluator(
            refit, validation, validationOrder, rows, cells,
                [.. metrics.Index().Select(entry => (entry.Index, entry.Item.Kernel))]);
    }

    /// <inheritdoc/>
    public IGroupWorker CreateWorker() => new Worker(this);

    private sealed class Worker(RefitEvaluator owner) : IGroupWorker
    {
        private readonly double[] _weights = new double[owner._cells.Max(cell => cell.Units.Length)];
        private readonly double[] _validationWeights = new double[owner._sortedUnits.Length];

        /// <inheritdoc/>
        public void Evaluate(Span<byte> counts, Span<double> values)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                Statistic threshold = Threshold(counts, lane);
                for (int c = 0; c < owner._cells.Length; c++)
                {
                    Cell(c, threshold, counts, lane, values);
                }
            }
        }

        private Statistic Threshold(ReadOnlySpan<byte> counts, int lane)
        {
            for (int i = 0; i < _validationWeights.Length; i++)
            {
                int unit = owner._auditedUnits + owner._sortedUnits[i];
                _validationWeights[i] = owner._sorted.Weights[i] * counts[(unit * Lanes.Count) + lane];
            }

            return owner._refit.Policy.Fit(
                new BinaryRows
                {
                    Scores = owner._sorted.Scores, Labels = owner._sorted.Labels, Weights = _validationWeights,
                        Rule = DecisionRule.Default,
                },
                owner._refit.IsStrict).Threshold;
        }

        private void Cell(int index, Statistic threshold, ReadOnlySpan<byte> counts, int lane, Span<double> values)
        {
            (double[] scores, sbyte[] labels, double[] own, int[] units) = owner._cells[index];
            Span<double> weights = _weights.AsSpan(0, units.Length);
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i] = own[i] * counts[(units[i] * Lanes.Count) + lane];
            }

            BinaryRows rows = new()
            {
                Scores = scores, Labels = labels, Weights = weights,
                Rule = new DecisionRule(threshold.IsDefined ? threshold.Value : 0, owner._refit.IsStrict),
            };
            BinarySummary summary = BinarySummary.Compute(in rows);
            foreach ((int metric, MetricKernel kernel) in owner._metrics)
            {
                values[(((metric * owner._cells.Length) + index) * Lanes.Count) + lane] = !threshold.IsDefined
                    ? double.NaN
                    : kernel switch
                    {
                        MetricKernel.OfBinarySummary bySummary => bySummary.Compute(in summary).ValueOrNaN,
                        MetricKernel.OfBinaryRows byRows => byRows.Compute(in rows).ValueOrNaN,
                        _ => double.NaN,
                    };
            }
        }
    }
}
