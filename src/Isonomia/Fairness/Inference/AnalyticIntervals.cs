using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Intervals by formula, on request: Wilson for rates, DeLong on the logit scale for the AUROC (specification
/// §10).</summary>
/// <remarks>Both take rows for independent. Where a patient has several rows Wilson is refused, and the AUROC gets
/// Obuchowski's clustered variance; weighted rows are refused.</remarks>
internal static class AnalyticIntervals
{
    /// <summary>The flag of a value whose interval by formula was asked for and cannot be given.</summary>
    internal const string Refused = "analytic_interval_refused";

    /// <summary>The interval of one metric in one cell.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="request">Threshold and confidence.</param>
    /// <returns>The interval and its method, or null where there is none.</returns>
    internal static SmoothInterval? Of(AuditedRows rows, int cell, Metric metric, InferenceRequest request)
    {
        if (rows.Table.Weights is not null || rows.Table.Outcome is not Outcome.Binary binary)
        {
            return null;
        }

        int grouping = rows.Cells[cell].Grouping;
        int[] part = [.. Enumerable.Range(0, rows.Rows.Length).Where(row => rows.CellOfRow(grouping, row) == cell)];
        double level = request.Audit.Confidence;
        if (metric.Id == "auroc")
        {
            return Auroc(rows, part, binary, level);
        }

        if (rows.IsClustered
            || RateRows.Of(rows, metric, request.Rule, request.RowThresholds) is not { IsProportion: true } rate)
        {
            return null;
        }

        double trials = part.Sum(rate.Denominator);
        double successes = part.Sum(row => rate.Denominator(row) * rate.Numerator(row));
        if (trials == 0)
        {
            return null;
        }

        return new SmoothInterval(
            ProportionInterval.Wilson(rate.IsComplement ? trials - successes : successes, trials, level), "wilson",
            null, []);
    }

    private static SmoothInterval? Auroc(AuditedRows rows, int[] part, Outcome.Binary binary, double level)
    {
        var placements = AurocPlacements.Of(
            Array.ConvertAll(part, row => binary.Labels[rows.Rows[row]]),
            Array.ConvertAll(part, row => binary.Scores[rows.Rows[row]]));
        if (placements is null)
        {
            return null;
        }

        Statistic variance = rows.IsClustered
            ? placements.ClusteredVariance(Array.ConvertAll(part, row => rows.Units[row]))
            : placements.DeLongVariance;
        return variance.IsDefined && variance.Value > 0 && placements.Auroc is > 0 and < 1
            ? new SmoothInterval(
                AurocInterval.Logit(placements.Auroc, variance.Value, level),
                rows.IsClustered ? "obuchowski_logit" : "delong_logit", null, [])
            : new SmoothInterval(null, null, UndefinedReason.BoundaryEstimate, []);
    }
}
