using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The value of every metric in every cell with its interval.</summary>
internal static class MetricIntervals
{
    /// <summary>One metric in one cell.</summary>
    /// <param name="resampled">Values and replicates.</param>
    /// <param name="support">Sizes.</param>
    /// <param name="metric">The metric's index.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="request">Whether formulas are preferred.</param>
    /// <returns>The value.</returns>
    internal static MetricValue Of(
        Resampled resampled, GroupSupport support, int metric, int cell, InferenceRequest request)
    {
        MetricValue value = Of(resampled, support, metric, cell);
        if (!request.PrefersAnalyticIntervals || value.Value is null)
        {
            return value;
        }

        SmoothInterval? analytic = AnalyticIntervals.Of(
            resampled.Rows, cell, resampled.Evaluation.Metrics[metric], request);
        return analytic is null
            ? value with { Flags = [.. value.Flags, AnalyticIntervals.Refused] }
            : value with
            {
                Low = analytic.Interval?.Low,
                High = analytic.Interval?.High,
                Method = analytic.Method,
                IntervalUndefined = analytic.Reason?.Id(),
            };
    }

    /// <summary>The value of a metric in a cell with its resampling interval.</summary>
    internal static MetricValue Of(Resampled resampled, GroupSupport support, int metric, int cell)
    {
        Statistic point = resampled.Evaluation.Point(metric, cell);
        string[] partial = support.IsPartial(cell, resampled.Evaluation.Metrics[metric]) ? ["partial"] : [];
        var value = new MetricValue
        {
            Flags = partial,
            Value = point.ValueOrNull,
            Undefined = point.Reason?.Id(),
            N = support.Size(cell).Rows,
        };
        double[] series = resampled.Series(metric, cell);
        if (!point.IsDefined || series.Length == 0)
        {
            return value;
        }

        double share = Resampled.UndefinedShare(series);
        double error = Resampled.StandardError(series);
        SmoothInterval interval = double.IsFinite(point.Value)
            ? resampled.Smooth(point.Value, series, resampled.JackknifeTable?.Series(metric, cell) ?? [])
            : new SmoothInterval(null, null, UndefinedReason.BoundaryEstimate, []);
        return value with
        {
            Low = interval.Interval?.Low,
            High = interval.Interval?.High,
            Method = interval.Method,
            StandardError = double.IsFinite(error) ? error : null,
            IntervalUndefined = interval.Reason?.Id(),
            UndefinedShare = share > 0 ? share : null,
            Flags = [.. partial, .. interval.Flags, .. share > 0 ? new[] { "undefined_resamples" } : []],
        };
    }
}
