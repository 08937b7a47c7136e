using BenchmarkDotNet.Attributes;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Benchmarks.Fairness;

/// <summary>Eight bootstrap replicates of the default metrics in seven cells: plain kernels against lanes.</summary>
[MemoryDiagnoser]
public class ReplicateBenchmarks
{
    private BinarySummaryFunction[] _functions = [];
    private AuditedRows _rows = null!;
    private IGroupWorker _worker = null!;
    private DrawCounts _draws = null!;
    private byte[] _counts = [];
    private double[] _values = [];
    private (int[] Units, double[] Scores, sbyte[] Labels, double[] Weights)[] _cells = [];

    /// <summary>Rows, one patient each.</summary>
    [Params(1_000, 100_000)]
    public int Rows { get; set; }

    /// <summary>Lays the rows out.</summary>
    [GlobalSetup]
    public void Setup()
    {
        PredictionTable table = InferenceTables.Make(Rows, Rows);
        var outcome = (Outcome.Binary)table.Outcome;
        Metric[] metrics = InferenceTables.DefaultMetrics;
        _functions = [.. metrics.Select(metric => ((MetricKernel.OfBinarySummary)metric.Kernel).Compute)];
        _rows = AuditedRows.Of(table, table.Attributes);
        BinaryParts parts = _functions.Aggregate(BinaryParts.Counts, (all, one) => all | BinaryPartsOf.NeededBy(one));
        BinaryCell[] cells = BinaryLayout.Of(_rows, outcome, DecisionRule.Default, null, parts, false, 1);
        _worker = new BinaryEvaluator(cells, _functions.Select((function, i) => (i, function)), parts).CreateWorker();
        _draws = DrawCounts.Of(_rows, BootstrapScheme.Patient, 1);
        _counts = new byte[_rows.UnitCount * Lanes.Count];
        _values = new double[metrics.Length * cells.Length * Lanes.Count];
        int[] order = [.. Enumerable.Range(0, Rows).OrderBy(row => outcome.Scores[row])];
        _cells =
        [
            .. Enumerable.Range(-1, 1 + table.Attributes.Count).SelectMany(g => _rows.Split(order, g)).Select(part => (
                Array.ConvertAll(part.Rows, row => _rows.Units[row]),
                Array.ConvertAll(part.Rows, row => outcome.Scores[row]),
                Array.ConvertAll(part.Rows, row => outcome.Labels[row]), new double[part.Rows.Length])),
        ];
    }

    /// <summary>One kernel call a cell and replicate, recalibration refitted.</summary>
    /// <returns>A value that keeps the work alive.</returns>
    [Benchmark(Baseline = true)]
    public double Plain()
    {
        Draw();
        double sum = 0;
        foreach ((int[] units, double[] scores, sbyte[] labels, double[] weights) in _cells)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] = _counts[(units[i] * Lanes.Count) + lane];
                }

                BinarySummary summary = BinarySummary.Compute(new BinaryRows
                {
                    Scores = scores, Labels = labels, Weights = weights, Rule = DecisionRule.Default,
                });
                foreach (BinarySummaryFunction function in _functions)
                {
                    sum += function(in summary).ValueOrNaN;
                }
            }
        }

        return sum;
    }

    /// <summary>Eight replicates in one pass.</summary>
    /// <returns>A value that keeps the work alive.</returns>
    [Benchmark]
    public double Vectorized()
    {
        Draw();
        _worker.Evaluate(_counts, _values);
        return _values[0];
    }

    private void Draw()
    {
        Array.Clear(_counts);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            _draws.Fill(lane, _counts, lane);
        }
    }
}
