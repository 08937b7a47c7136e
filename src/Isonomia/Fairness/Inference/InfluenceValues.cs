using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How much each unit moves a metric of all rows: what studentises a permutation test.</summary>
/// <remarks>For a ratio Σnum/Σden: (num − m·den)/mean(den), over units with den &gt; 0. For the AUROC: the placements
/// of the unit's rows (DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988), 837–845), summed by unit as in
/// Obuchowski 1997.</remarks>
internal static class InfluenceValues
{
    /// <summary>Computes them; empty where the metric has none here.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="thresholds">A threshold for every table row, or null.</param>
    /// <returns>One number a unit, NaN for units that the metric does not see, or an empty array.</returns>
    internal static double[] Of(AuditedRows rows, Metric metric, DecisionRule rule, double[]? thresholds)
    {
        if (rows.Table.Outcome is not Outcome.Binary binary)
        {
            return [];
        }

        return metric.Id == "auroc" ? Auroc(rows, binary)
            : RateRows.Of(rows, metric, rule, thresholds) is { } rate ? Ratio(rows, rate.Numerator, rate.Denominator)
            : [];
    }

    /// <summary>The variance of a group's value: the sample variance of its units' influence over their
    /// number.</summary>
    /// <param name="influence">The influence values.</param>
    /// <param name="assigned">The group of every unit.</param>
    /// <param name="group">The group.</param>
    /// <returns>The variance; NaN with fewer than two units.</returns>
    internal static double Variance(double[] influence, int[] assigned, int group)
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

    private static double[] Ratio(AuditedRows rows, Func<int, double> numerator, Func<int, double> denominator)
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

        double ratio = tops.Sum() / bottoms.Sum();
        double mean = bottoms.Where(bottom => bottom > 0).DefaultIfEmpty(double.NaN).Average();
        return [.. tops.Zip(bottoms, (top, bottom) => bottom > 0 ? (top - (ratio * bottom)) / mean : double.NaN)];
    }

    private static double[] Auroc(AuditedRows rows, Outcome.Binary binary)
    {
        double[] scores = Array.ConvertAll(rows.Rows, row => binary.Scores[row]);
        double[]? weights = rows.GatherWeights();
        int[] order = SortOrder.Ascending(scores);
        double[] below = [0, 0];
        double[] all = [0, 0];
        for (int row = 0; row < scores.Length; row++)
        {
            all[binary.Labels[rows.Rows[row]]] += weights?[row] ?? 1;
        }

        double[] sums = new double[rows.UnitCount];
        double concordant = 0;
        var placements = new double[scores.Length];
        for (int start = 0, end; start < order.Length; start = end)
        {
            double[] block = [0, 0];
            for (end = start; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                block[binary.Labels[rows.Rows[order[end]]]] += weights?[order[end]] ?? 1;
            }

            for (int i = start; i < end; i++)
            {
                placements[order[i]] = binary.Labels[rows.Rows[order[i]]] == 1
                    ? (below[0] + (block[0] / 2)) / all[0]
                    : (all[1] - below[1] - (block[1] / 2)) / all[1];
            }

            concordant += block[1] * (below[0] + (block[0] / 2));
            below[0] += block[0];
            below[1] += block[1];
        }

        double auroc = concordant / (all[0] * all[1]);
        for (int row = 0; row < scores.Length; row++)
        {
            int label = binary.Labels[rows.Rows[row]];
            sums[rows.Units[row]] += (weights?[row] ?? 1) * (placements[row] - auroc) * rows.UnitCount / all[label];
        }

        return sums;
    }
}
