using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The labeled and scored rows of one group of a binary task, in ascending order of score.</summary>
internal sealed class SortedRows
{
    internal SortedRows(double[] scores, sbyte[] labels, double[] weights)
    {
        Scores = scores;
        Labels = labels;
        Weights = weights;
    }

    /// <summary>The scores, ascending, shape [n].</summary>
    internal double[] Scores { get; }

    /// <summary>The labels, 0 or 1, shape [n].</summary>
    internal sbyte[] Labels { get; }

    /// <summary>The weights, shape [n].</summary>
    internal double[] Weights { get; }

    /// <summary>Sorts all usable rows of a table once; groups are then taken from the result in order.</summary>
    /// <param name="outcome">Labels and scores.</param>
    /// <returns>Row indices in ascending order of score, ties in row order; rows without label or score are left
    /// out.</returns>
    internal static int[] Order(Outcome.Binary outcome)
    {
        int[] rows =
        [
            .. Enumerable.Range(0, outcome.Labels.Length)
                .Where(row => outcome.Labels[row] >= 0 && !double.IsNaN(outcome.Scores[row])),
        ];
        int[] order = SortOrder.Ascending(Array.ConvertAll(rows, row => outcome.Scores[row]));
        return Array.ConvertAll(order, position => rows[position]);
    }

    /// <summary>Takes the rows of one group.</summary>
    /// <param name="table">The table.</param>
    /// <param name="order">The order of its usable rows.</param>
    /// <param name="isMember">Whether a row belongs to the group.</param>
    /// <returns>The rows.</returns>
    internal static SortedRows Take(PredictionTable table, int[] order, Predicate<int> isMember)
    {
        var outcome = (Outcome.Binary)table.Outcome;
        int[] rows = Array.FindAll(order, isMember);
        return new SortedRows(
            Array.ConvertAll(rows, row => outcome.Scores[row]),
            Array.ConvertAll(rows, row => outcome.Labels[row]),
            Array.ConvertAll(rows, row => table.Weights?[row] ?? 1.0));
    }

    /// <summary>The view that metric kernels read.</summary>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="known">A summary of the same rows, so that the recalibration is not fitted again, or null.</param>
    /// <returns>The rows.</returns>
    internal BinaryRows View(DecisionRule rule, BinarySummary? known = null) =>
        new() { Scores = Scores, Labels = Labels, Weights = Weights, Rule = rule, Calibration = known?.Calibration };
}
