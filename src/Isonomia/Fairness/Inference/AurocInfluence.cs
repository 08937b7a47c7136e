using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How much each unit moves the AUROC of all rows: the placements of its rows (DeLong, DeLong and
/// Clarke-Pearson, Biometrics 44 (1988), 837–845), summed by unit as in Obuchowski 1997.</summary>
internal static class AurocInfluence
{
    /// <summary>Computes the influence.</summary>
    /// <param name="rows">The rows with their units.</param>
    /// <param name="binary">Their labels and scores.</param>
    /// <returns>One number a unit.</returns>
    internal static double[] Of(AuditedRows rows, Outcome.Binary binary)
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
