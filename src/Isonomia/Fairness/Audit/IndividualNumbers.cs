using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Individual fairness that needs no embedding: how unequally decisions benefit people (specification
/// §6).</summary>
internal static class IndividualNumbers
{
    /// <summary>Computes the inequality indices of the benefit ŷ − y + 1.</summary>
    /// <param name="outcome">Labels and scores.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="rowThresholds">A threshold for every row where they differ, or null.</param>
    /// <param name="weights">The weights, or null.</param>
    /// <returns>Values by id; intervals are not given.</returns>
    internal static IReadOnlyDictionary<string, MetricValue> Of(
        Outcome.Binary outcome, DecisionRule rule, double[]? rowThresholds, double[]? weights)
    {
        int[] rows =
        [
            .. Enumerable.Range(0, outcome.Labels.Length)
                .Where(row => outcome.Labels[row] >= 0 && !double.IsNaN(outcome.Scores[row])),
        ];
        double[] decisions = Array.ConvertAll(rows, row =>
            (rule with { Threshold = rowThresholds?[row] ?? rule.Threshold }).IsPositive(outcome.Scores[row])
                ? 1.0
                : 0.0);
        double[] benefits = GeneralizedEntropy.Benefits(decisions, Array.ConvertAll(rows, row => outcome.Labels[row]));
        double[] w = weights is null ? [] : Array.ConvertAll(rows, row => weights[row]);
        return new Dictionary<string, MetricValue>
        {
            ["gei"] = Value(GeneralizedEntropy.Index(benefits, weights: w)),
            ["theil"] = Value(GeneralizedEntropy.Theil(benefits, w)),
            ["cv@aif360"] = Value(GeneralizedEntropy.CoefficientOfVariation(benefits, w)),
        };

        MetricValue Value(Statistic statistic) => new()
        {
            Value = statistic.ValueOrNull, Undefined = statistic.Reason?.Id(), N = rows.Length,
            IntervalUndefined = "not_computed",
        };
    }
}
