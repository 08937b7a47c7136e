using System.Runtime.InteropServices;

namespace Isonomia.Fairness;

/// <summary>Evaluates the metrics of a binary task that are functions of <see cref="BinarySummary"/>, eight replicates
/// at once.</summary>
/// <remarks>
/// <para>A cell's rows are walked once in descending order of score (counts, concordance, average precision, bins) and
/// once in the order of units (losses, calibration); the walk reads one draw count a row and constants from contiguous
/// memory.</para>
/// <para>The logistic recalibration is not refitted: a replicate takes one Newton step from the fit on all rows, with
/// the replicate's own score and Hessian. Source: Moulton and Zeger, Computational Statistics and Data Analysis 12
/// (1991), 53–63; for resampling the estimating function also Hu and Kalbfleisch, Canadian Journal of Statistics 28
/// (2000), 449–481.</para>
/// <para>Deviation from the plain form: whether scores are probabilities is decided once for all rows of a cell.</para>
/// </remarks>
internal sealed class BinaryEvaluator : IGroupEvaluator
{
    private readonly (int Index, BinarySummaryFunction Function)[] _metrics;
    private readonly BinaryCell[] _cells;
    private readonly BinaryParts _parts;

    /// <summary>Makes an evaluator.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="metrics">The metrics with their place in the values.</param>
    /// <param name="parts">The parts that the cells were laid out for.</param>
    internal BinaryEvaluator(
        BinaryCell[] cells, IEnumerable<(int Index, BinarySummaryFunction Function)> metrics, BinaryParts parts)
    {
        _cells = cells;
        _metrics = [.. metrics];
        _parts = parts;
    }

    /// <inheritdoc/>
    public IGroupWorker CreateWorker() => new Worker(this);

    private sealed class Worker(BinaryEvaluator owner) : IGroupWorker
    {
        private readonly double[] _sums = new double[BinarySums.Length];

        /// <inheritdoc/>
        public void Evaluate(Span<byte> counts, Span<double> values)
        {
            ref byte first = ref MemoryMarshal.GetReference(counts);
            for (int c = 0; c < owner._cells.Length; c++)
            {
                BinaryCell cell = owner._cells[c];
                Array.Clear(_sums);
                BinaryKernel.Ranks(cell, ref first, _sums, owner._parts.HasFlag(BinaryParts.AveragePrecision));
                BinaryKernel.Additive(cell, ref first, _sums);
                for (int lane = 0; lane < Lanes.Count; lane++)
                {
                    BinarySummary summary = BinarySums.Summarize(_sums, lane, cell);
                    foreach ((int index, BinarySummaryFunction function) in owner._metrics)
                    {
                        values[(((index * owner._cells.Length) + c) * Lanes.Count) + lane] =
                            function(in summary).ValueOrNaN;
                    }
                }
            }
        }
    }
}
