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

    /// <summary>The variance in one group.</summary>
    /// <param name="assigned">The group of every unit.</param>
    /// <param name="group">The group.</param>
    /// <returns>The variance; NaN with fewer than two units that the metric sees.</returns>
    internal abstract double In(ReadOnlySpan<int> assigned, int group);

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

    /// <summary>A ratio of sums m = Σ top / Σ bottom: I/(I − 1) Σ (top − m·bottom)² / (Σ bottom)² over the units with a
    /// bottom.</summary>
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
            return new OfRatio(tops, bottoms, RoundingShare * largest);
        }

        internal override double In(ReadOnlySpan<int> assigned, int group)
        {
            (int units, double top, double bottom) = (0, 0, 0);
            for (int unit = 0; unit < assigned.Length; unit++)
            {
                if (assigned[unit] == group && bottoms[unit] > 0)
                {
                    units++;
                    top += tops[unit];
                    bottom += bottoms[unit];
                }
            }

            if (units < 2)
            {
                return double.NaN;
            }

            double mean = top / bottom;
            double squares = 0;
            for (int unit = 0; unit < assigned.Length; unit++)
            {
                if (assigned[unit] == group && bottoms[unit] > 0)
                {
                    double rest = tops[unit] - (mean * bottoms[unit]);
                    squares += rest * rest;
                }
            }

            return squares <= units * noise * noise ? 0 : units / (units - 1.0) * squares / (bottom * bottom);
        }
    }

    /// <summary>The sample variance of the units' influence over their number.</summary>
    private sealed class OfInfluence(double[] influence) : GroupVariance
    {
        internal override double In(ReadOnlySpan<int> assigned, int group)
        {
            int n = 0;
            double mean = 0;
            double squares = 0;
            for (int unit = 0; unit < influence.Length; unit++)
            {
                if (assigned[unit] == group && !double.IsNaN(influence[unit]))
                {
                    n++;
                    double step = influence[unit] - mean;
                    mean += step / n;
                    squares += step * (influence[unit] - mean);
                }
            }

            return n < 2 ? double.NaN : squares / (n - 1) / n;
        }
    }
}
