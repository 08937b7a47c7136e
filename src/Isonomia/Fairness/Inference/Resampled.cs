using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Values, bootstrap replicates and jackknife values of one audit, with the settings every interval
/// needs.</summary>
internal sealed class Resampled
{
    private readonly Dictionary<string, int> _metricIndex;

    /// <summary>Gathers them.</summary>
    /// <param name="evaluation">The metrics over cells.</param>
    /// <param name="bootstrap">The replicates, or null where none were asked.</param>
    /// <param name="jackknife">The left-out values, or null.</param>
    /// <param name="request">The settings.</param>
    internal Resampled(
        Evaluation evaluation, ReplicateTable? bootstrap, ReplicateTable? jackknife, AuditRequest request)
    {
        Evaluation = evaluation;
        Bootstrap = bootstrap;
        JackknifeTable = jackknife;
        Request = request;
        _metricIndex = evaluation.Metrics.Index().ToDictionary(
            entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
    }

    /// <summary>The metrics over cells.</summary>
    internal Evaluation Evaluation { get; }

    /// <summary>The replicates, or null.</summary>
    internal ReplicateTable? Bootstrap { get; }

    /// <summary>The left-out values, or null.</summary>
    internal ReplicateTable? JackknifeTable { get; }

    /// <summary>The settings.</summary>
    internal AuditRequest Request { get; }

    /// <summary>The rows.</summary>
    internal AuditedRows Rows => Evaluation.Rows;

    /// <summary>The place of a metric.</summary>
    /// <param name="metric">The metric.</param>
    /// <returns>Its index.</returns>
    internal int IndexOf(Metric metric) => _metricIndex[metric.Id];

    /// <summary>The replicates of a metric in a cell; empty where none were asked.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>The values.</returns>
    internal double[] Series(int metric, int cell) => Bootstrap?.Series(metric, cell) ?? [];

    /// <summary>The standard deviation of the defined replicates, NaN where there are fewer than two.</summary>
    /// <param name="series">The replicates.</param>
    /// <returns>The standard error.</returns>
    internal static double StandardError(double[] series)
    {
        double[] defined = [.. series.Where(value => !double.IsNaN(value))];
        return defined.Length < 2 ? double.NaN : Math.Sqrt(Math.Max(0, Moments.Variance(defined)));
    }

    /// <summary>The share of undefined replicates.</summary>
    /// <param name="series">The replicates.</param>
    /// <returns>The share; 0 where there are none.</returns>
    internal static double UndefinedShare(double[] series) =>
        series.Length == 0 ? 0 : series.Count(double.IsNaN) / (double)series.Length;

    /// <summary>The interval of a smooth statistic: BCa, or percentile where BCa is degenerate.</summary>
    /// <param name="estimate">The value on all rows.</param>
    /// <param name="series">Its replicates.</param>
    /// <param name="jackknife">Its left-out values.</param>
    /// <returns>The interval with its method and flags, or the reason why there is none.</returns>
    internal SmoothInterval Smooth(double estimate, double[] series, double[] jackknife)
    {
        if (series.Length == 0)
        {
            return new SmoothInterval(null, null, null, []);
        }

        if (UndefinedShare(series) > Request.MaxUndefinedShare)
        {
            return new SmoothInterval(null, null, UndefinedReason.UnstableResamples, []);
        }

        BcaInterval bca = BootstrapInterval.Bca(
            estimate, series, BootstrapInterval.Acceleration(jackknife), Request.Confidence);
        return bca.Interval is { } interval ? new SmoothInterval(interval, "bca", null, [])
            : StandardError(series) == 0 ? new SmoothInterval(null, null, UndefinedReason.BoundaryEstimate, [])
            : new SmoothInterval(bca.Percentile, "percentile", null, [bca.Reason!.Value.Id()]);
    }
}

/// <summary>An interval of a smooth statistic.</summary>
/// <param name="Interval">The interval, or null.</param>
/// <param name="Method">Its method, or null.</param>
/// <param name="Reason">Why there is none, or null.</param>
/// <param name="Flags">Flags.</param>
internal sealed record SmoothInterval(
    Interval? Interval, string? Method, UndefinedReason? Reason, IReadOnlyList<string> Flags);
