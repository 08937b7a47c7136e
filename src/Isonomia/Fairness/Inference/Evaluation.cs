using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Metrics laid out over cells: their values on all rows, and the resampler that repeats them.</summary>
internal sealed class Evaluation
{
    private readonly Statistic[] _points;

    private Evaluation(
        AuditedRows rows, IReadOnlyList<Metric> metrics, int cellCount, Statistic[] points, Resampler resampler)
    {
        Rows = rows;
        Metrics = metrics;
        CellCount = cellCount;
        _points = points;
        Resampler = resampler;
    }

    /// <summary>The rows.</summary>
    internal AuditedRows Rows { get; }

    /// <summary>The metrics.</summary>
    internal IReadOnlyList<Metric> Metrics { get; }

    /// <summary>How many cells were laid out.</summary>
    internal int CellCount { get; }

    /// <summary>Repeats the metrics over resamples.</summary>
    internal Resampler Resampler { get; }

    /// <summary>Lays metrics out over the cells.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="metrics">The metrics, all of the table's task.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="thresholds">A threshold for every table row, or null.</param>
    /// <param name="segmentation">Numbers of every table row by column, for segmentation.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="onlyOverall">Whether only the cell of everybody is needed.</param>
    /// <returns>The evaluation.</returns>
    internal static Evaluation Of(
        AuditedRows rows,
        IReadOnlyList<Metric> metrics,
        DecisionRule rule,
        double[]? thresholds,
        IReadOnlyDictionary<string, double[]> segmentation,
        int threads,
        bool onlyOverall = false)
    {
        int cellCount = onlyOverall ? 1 : rows.Cells.Count;
        var points = new Statistic[metrics.Count * cellCount];
        var evaluators = new List<IGroupEvaluator>();
        (int Index, BinarySummaryFunction Function)[] bySummary =
        [
            .. metrics.Index()
                .Where(entry => entry.Item.Kernel is MetricKernel.OfBinarySummary)
                .Select(entry => (entry.Index, ((MetricKernel.OfBinarySummary)entry.Item.Kernel).Compute)),
        ];
        (int Index, MetricKernel Kernel)[] byRows =
        [
            .. metrics.Index()
                .Where(entry => entry.Item.Kernel is not MetricKernel.OfBinarySummary)
                .Select(entry => (entry.Index, entry.Item.Kernel)),
        ];
        if (bySummary.Length > 0 && rows.Table.Outcome is Outcome.Binary binary)
        {
            BinaryParts parts = bySummary.Aggregate(
                BinaryParts.Counts, (all, metric) => all | BinaryPartsOf.NeededBy(metric.Function));
            BinaryCell[] cells = BinaryLayout.Of(rows, binary, rule, thresholds, parts, onlyOverall, threads);
            evaluators.Add(new BinaryEvaluator(cells, bySummary, parts));
            foreach ((int index, BinarySummaryFunction function) in bySummary)
            {
                for (int cell = 0; cell < cellCount; cell++)
                {
                    BinarySummary summary = cells[cell].Point;
                    points[(index * cellCount) + cell] = function(in summary);
                }
            }
        }

        if (byRows.Length > 0)
        {
            RowsEvaluator evaluator = RowsEvaluator.Of(rows, rule, byRows, segmentation, onlyOverall);
            evaluators.Add(evaluator);
            foreach ((int index, MetricKernel kernel) in byRows)
            {
                for (int cell = 0; cell < cellCount; cell++)
                {
                    points[(index * cellCount) + cell] = evaluator.Point(kernel, cell);
                }
            }
        }

        return new Evaluation(
            rows, metrics, cellCount, points,
            new Resampler(evaluators, rows.UnitCount, metrics.Count, cellCount, threads));
    }

    /// <summary>The same values, with replicates in which the threshold is chosen anew.</summary>
    /// <param name="evaluator">Chooses it.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <returns>The evaluation; its units are the audited patients and, after them, the validation patients.</returns>
    internal Evaluation With(RefitEvaluator evaluator, int threads) => new(
        Rows, Metrics, CellCount, _points,
        new Resampler([evaluator], Rows.UnitCount + evaluator.Validation.UnitCount, Metrics.Count, CellCount, threads));

    /// <summary>The value of a metric on all rows of a cell.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>The value, or why there is none.</returns>
    internal Statistic Point(int metric, int cell) => _points[(metric * CellCount) + cell];
}
