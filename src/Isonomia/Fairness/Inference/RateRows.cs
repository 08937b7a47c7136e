using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>A rate as a numerator and a denominator of every row.</summary>
/// <param name="Numerator">1 where a row of the denominator counts, or a loss; by position in the audited rows.</param>
/// <param name="Denominator">1 where a row is in the denominator.</param>
/// <param name="IsComplement">Whether the metric is one minus this rate.</param>
/// <param name="IsProportion">Whether the numerator is 0 or 1.</param>
internal sealed record RateRows(
    Func<int, double> Numerator, Func<int, double> Denominator, bool IsComplement = false, bool IsProportion = true)
{
    /// <summary>Finds the rate behind a metric of a binary task.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="thresholds">A threshold for every table row, or null.</param>
    /// <returns>The rate, or null where the metric is none.</returns>
    internal static RateRows? Of(AuditedRows rows, Metric metric, DecisionRule rule, double[]? thresholds)
    {
        if (rows.Table.Outcome is not Outcome.Binary binary)
        {
            return null;
        }

        double If(bool condition) => condition ? 1 : 0;
        bool Positive(int row) => binary.Labels[rows.Rows[row]] == 1;
        double Score(int row) => binary.Scores[rows.Rows[row]];
        bool Decided(int row) => thresholds is null
            ? rule.IsPositive(Score(row))
            : (rule with { Threshold = thresholds[rows.Rows[row]] }).IsPositive(Score(row));
        return metric.Id switch
        {
            "tpr" or "fnr" => new(row => If(Decided(row)), row => If(Positive(row)), metric.Id == "fnr"),
            "fpr" or "tnr" => new(row => If(Decided(row)), row => If(!Positive(row)), metric.Id == "tnr"),
            "ppv" or "fdr" => new(row => If(Positive(row)), row => If(Decided(row)), metric.Id == "fdr"),
            "for" or "npv" => new(row => If(Positive(row)), row => If(!Decided(row)), metric.Id == "npv"),
            "selection_rate" => new(row => If(Decided(row)), static _ => 1),
            "prevalence" => new(row => If(Positive(row)), static _ => 1),
            "accuracy" or "error_rate" =>
                new(row => If(Decided(row) == Positive(row)), static _ => 1, metric.Id == "error_rate"),
            "brier" => new(
                row => (Score(row) - If(Positive(row))) * (Score(row) - If(Positive(row))), static _ => 1,
                IsProportion: false),
            _ => null,
        };
    }
}
