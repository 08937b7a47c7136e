using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The variance of a metric in each group of an assignment: what studentises a permutation test (specification
/// §11.7).</summary>
internal abstract class GroupVariance
{
    /// <summary>Finds how a metric's variance follows from numbers of the units; null where it does not.</summary>
    /// <param name="rows">The rows with their units.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="request">How a score becomes a decision, and numbers of segmentations.</param>
    /// <returns>The variance, or null.</returns>
    internal static GroupVariance? Of(AuditedRows rows, Metric metric, InferenceRequest request) =>
        metric.Id == "auroc" && rows.Table.Outcome is Outcome.Binary binary
            ? new OfInfluence(AurocInfluence.Of(rows, binary))
            : RateRows.Of(rows, metric, request.Rule, request.RowThresholds) is { } rate
            ? OfRatio.Of(rows, rate.Numerator, rate.Denominator)
            : MeanOf(rows, metric, request);

    /// <summary>The variance in every group of an assignment, in one pass over the units.</summary>
    /// <param name="assigned">The group of every unit.</param>
    /// <param name="variances">Receives a variance for each group; NaN with fewer than two units that the metric
    /// sees.</param>
    internal abstract void Of(ReadOnlySpan<int> assigned, Span<double> variances);

    private static OfRatio? MeanOf(AuditedRows rows, Metric metric, InferenceRequest request)
    {
        if (metric.Kernel is MetricKernel.OfSegmentationScores scores
            && !metric.Id.Contains("median", StringComparison.Ordinal))
        {
            double[] values = request.SegmentationScores[scores.Column];
            bool HasValue(int row) => !double.IsNaN(values[rows.Rows[row]]);
            return OfRatio.Of(rows, row => HasValue(row) ? values[rows.Rows[row]] : 0, row => HasValue(row) ? 1 : 0);
        }

        if (rows.Table.Outcome is not Outcome.Regression outcome)
        {
            return null;
        }

        double Error(int row) => outcome.Predictions[rows.Rows[row]] - outcome.Targets[rows.Rows[row]];
        return metric.Id switch
        {
            "mae" => OfRatio.Of(rows, row => Math.Abs(Error(row)), static _ => 1),
            "mse" => OfRatio.Of(rows, row => Error(row) * Error(row), static _ => 1),
            "bias" => OfRatio.Of(rows, Error, static _ => 1),
            _ => null,
        };
    }

    /// <summary>A ratio of sums m = Σ top / Σ bottom: I/(I − 1) Σ (top − m·bottom)² / (Σ bottom)² over the units with
    /// a bottom.</summary>
    /// <param name="tops">The numerator of every unit, less the ratio of all units times its denominator: that keeps
    /// differences and makes sums of squares accurate.</param>
    /// <param name="bottoms">The denominator of every unit.</param>
    /// <param name="noise">Deviations of this size are rounding.</param>
    private sealed class OfRatio(double[] tops, double[] bottoms, double noise) : GroupVariance
    {
        // A variance below this share of the numbers it comes from is rounding noise.
        private const double RoundingShare = 1e-12;

        internal static OfRatio Of(AuditedRows rows, Func<int, double> numerator, Func<int, double> denominator)
        {
            double[]? weights = rows.GatherWeights();
            double[] tops = new double[rows.UnitCount];
            double[] bottoms = new double[rows.UnitCount];
            for (int row = 0; row < rows.Rows.Length; row++)
            {
                double weight = (weights?[row] ?? 1) * denominator(row);
                tops[rows.Units[row]] += weight * numerator(row);
                bottoms[rows.Units[row]] += weight;
            }

            double largest = tops.Length == 0 ? 0 : tops.Max(Math.Abs);
            double total = bottoms.Sum();
            double center = total > 0 ? tops.Sum() / total : 0;
            for (int unit = 0; unit < tops.Length; unit++)
            {
                tops[unit] -= center * bottoms[unit];
            }

            return new OfRatio(tops, bottoms, RoundingShare * largest);
        }

        internal override void Of(ReadOnlySpan<int> assigned, Span<double> variances)
        {
            Span<Sums> sums = stackalloc Sums[variances.Length];
            sums.Clear();
            for (int unit = 0; unit < assigned.Length; unit++)
            {
                (double top, double bottom) = (tops[unit], bottoms[unit]);
                if (bottom > 0)
                {
                    ref Sums own = ref sums[assigned[unit]];
                    own.Units++;
                    own.Top += top;
                    own.Bottom += bottom;
                    own.TopTop += top * top;
                    own.TopBottom += top * bottom;
                    own.BottomBottom += bottom * bottom;
                }
            }

            for (int group = 0; group < sums.Length; group++)
            {
                Sums own = sums[group];
                double mean = own.Top / own.Bottom;
                double squares = own.TopTop - (2 * mean * own.TopBottom) + (mean * mean * own.BottomBottom);
                double rounding = (RoundingShare * own.TopTop) + (own.Units * noise * noise);
                variances[group] = own.Units < 2 ? double.NaN
                    : squares <= rounding ? 0
                    : own.Units / (own.Units - 1.0) * squares / (own.Bottom * own.Bottom);
            }
        }

        private struct Sums
        {
            internal int Units;
            internal double Top;
            internal double Bottom;
            internal double TopTop;
            internal double TopBottom;
            internal double BottomBottom;
        }
    }

    /// <summary>The sample variance of the units' influence over their number.</summary>
    /// <param name="influence">The influence of every unit, with mean 0; NaN where the metric does not see it.</param>
    private sealed class OfInfluence(double[] influence) : GroupVariance
    {
        internal override void Of(ReadOnlySpan<int> assigned, Span<double> variances)
        {
            Span<(int Units, double Sum, double Squares)> sums = stackalloc (int, double, double)[variances.Length];
            sums.Clear();
            for (int unit = 0; unit < influence.Length; unit++)
            {
                double value = influence[unit];
                if (!double.IsNaN(value))
                {
                    ref (int Units, double Sum, double Squares) own = ref sums[assigned[unit]];
                    own.Units++;
                    own.Sum += value;
                    own.Squares += value * value;
                }
            }

            for (int group = 0; group < sums.Length; group++)
            {
                (int units, double sum, double squares) = sums[group];
                variances[group] = units < 2
                    ? double.NaN
                    : Math.Max(0, squares - (sum * sum / units)) / (units - 1) / units;
            }
        }
    }
}
