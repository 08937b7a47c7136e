using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The numbers of specification §21 that are shown without a verdict and have no place among the gaps of
/// metrics.</summary>
/// <remarks>Each is computed from row weights, so that a bootstrap replicate is the same function of weights × draw
/// counts. The intervals rest on at most 200 replicates: percentiles for smooth numbers; value ± z·se, cut at 0 and
/// flagged <c>non_smooth</c>, for largest values and distances, which lie too high in resamples. Where
/// rows × groups × replicates pass a budget there is no interval (<c>too_costly</c>).</remarks>
internal static class ExploratoryNumbers
{
    private const int MostReplicates = 200;
    private const int FewestReplicates = 100;
    private const long Budget = 20_000_000;

    /// <summary>Computes them.</summary>
    /// <param name="request">The rows and settings.</param>
    /// <param name="supported">The groups of an attribute that are large enough to be compared.</param>
    /// <param name="volumes">The reference volume of every row of a segmentation, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The numbers.</returns>
    internal static IReadOnlyList<PairResult> Of(
        InferenceRequest request, Func<Grouping, int[]> supported, double[]? volumes, CancellationToken cancellation)
    {
        AuditedRows rows = AuditedRows.Of(request.Table, [], request.Rows, request.Scheme == BootstrapScheme.Row);
        ExploratoryAttribute[] attributes =
        [
            .. request.Groupings.Where(grouping => !grouping.IsIntersection)
                .Select(grouping => new ExploratoryAttribute(grouping, supported(grouping)))
                .Where(attribute => attribute.Groups.Length is >= 2 and <= DistributionTable.MostGroups),
        ];
        IExploratoryFamily? family = attributes.Length == 0 ? null : request.Table.Outcome switch
        {
            Outcome.Binary => new BinaryFamily(rows, attributes, request),
            Outcome.Multiclass => new MulticlassFamily(rows, attributes),
            Outcome.Multilabel => new MultilabelFamily(rows, attributes, request.Rule),
            Outcome.Regression => new RegressionFamily(rows, attributes),
            Outcome.Segmentation when volumes is not null =>
                new SegmentationFamily(rows, attributes, request.SegmentationScores, volumes),
            _ => null,
        };
        return family is null ? []
            : WithIntervals(request, rows, family, attributes.Sum(attribute => attribute.Groups.Length), cancellation);
    }

    private static PairResult[] WithIntervals(
        InferenceRequest request, AuditedRows rows, IExploratoryFamily family, int groups,
            CancellationToken cancellation)
    {
        double[] weights = rows.GatherWeights() ?? [.. Enumerable.Repeat(1.0, rows.Rows.Length)];
        IReadOnlyList<ExploratoryNumber> points = family.Compute(weights);
        int replicates = (int)Math.Min(
            Math.Min(request.Audit.Replicates, MostReplicates), Budget / Math.Max(1, (long)rows.Rows.Length * groups));
        bool isAffordable = replicates >= Math.Min(FewestReplicates, request.Audit.Replicates) && replicates > 1;
        double[][] series = isAffordable
            ? Replicates(request, rows, family, weights, points.Count, replicates, cancellation) : [];
        return [.. points.Select((point, i) => new PairResult
        {
            Attribute = point.Attribute,
            Metric = point.Metric,
            A = point.A,
            B = point.B,
            Value = Value(point, isAffordable ? series[i] : [], request.Audit),
        })];
    }

    private static double[][] Replicates(
        InferenceRequest request, AuditedRows rows, IExploratoryFamily family, double[] weights, int numbers,
            int replicates,
        CancellationToken cancellation)
    {
        double[][] series = [.. Enumerable.Range(0, numbers).Select(_ => new double[replicates])];
        var draws = DrawCounts.Of(rows, request.Scheme, request.Audit.Seed);
        ParallelOptions options = new() { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellation };
        Parallel.For(0, replicates, options, b =>
        {
            byte[] counts = new byte[checked(rows.UnitCount * Lanes.Count)];
            draws.Fill(b, counts, 0);
            double[] drawn = [.. weights.Select((weight, row) => weight * counts[rows.Units[row] * Lanes.Count])];
            IReadOnlyList<ExploratoryNumber> values = family.Compute(drawn);
            for (int i = 0; i < numbers; i++)
            {
                series[i][b] = values[i].Value.ValueOrNaN;
            }
        });
        return series;
    }

    private static MetricValue Value(ExploratoryNumber point, double[] series, AuditRequest request)
    {
        MetricValue value = new() { Value = point.Value.ValueOrNull, Undefined = point.Value.Reason?.Id(),
            N = point.Count };
        if (!point.Value.IsDefined)
        {
            return value;
        }

        double share = Resampled.UndefinedShare(series);
        if (series.Length == 0 || share > request.MaxUndefinedShare)
        {
            return value with
            {
                IntervalUndefined = series.Length > 0 ? UndefinedReason.UnstableResamples.Id()
                    : request.Replicates == 0 ? "not_computed"
                    : "too_costly",
                UndefinedShare = share > 0 ? share : null,
            };
        }

        double error = Resampled.StandardError(series);
        bool isSmooth = IsSmooth(point.Metric);

        // Largest values and distances lie too high in resamples: percentiles would not even hold the value itself.
        Interval? interval = isSmooth ? BootstrapInterval.Percentile(series, request.Confidence) : AroundValue(
            point.Value.Value, error * Gaussian.Critical(request.Confidence), point.Metric);
        return value with
        {
            Low = interval?.Low,
            High = interval?.High,
            Method = isSmooth ? "percentile" : "normal",
            StandardError = error,
            UndefinedShare = share > 0 ? share : null,
            Flags = isSmooth ? [] : [DisparityInference.NonSmooth],
        };
    }

    private static Interval AroundValue(double value, double half, string metric) =>
        new(metric == "edf_amplification" ? value - half : Math.Max(0, value - half), value + half);

    private static bool IsSmooth(string metric) =>
        metric is "xauc" or "xauc@rest" or "xauc@marginal" or "xauc_gap" or "cdd@strata"
        or "predicted_positive_ratio" or "odds_ratio" or "gei_between" or "gei_within";
}

/// <summary>The numbers of one task as a function of row weights.</summary>
internal interface IExploratoryFamily
{
    /// <summary>Computes every number, always the same ones in the same order.</summary>
    /// <param name="weights">The weight of every audited row, shape [n].</param>
    /// <returns>The numbers.</returns>
    IReadOnlyList<ExploratoryNumber> Compute(double[] weights);
}

/// <summary>An attribute with the groups that are compared.</summary>
/// <param name="Grouping">The attribute.</param>
/// <param name="Groups">The codes of its supported groups.</param>
internal sealed record ExploratoryAttribute(Grouping Grouping, int[] Groups)
{
    /// <summary>The names of the groups.</summary>
    internal string[] Names { get; } = [.. Groups.Select(group => Grouping.Groups[group])];

    /// <summary>The positions of the rows of every group.</summary>
    /// <param name="rows">The audited rows.</param>
    /// <param name="order">The order the positions come in.</param>
    /// <returns>The positions, a list each group.</returns>
    internal int[][] Members(AuditedRows rows, int[] order) =>
        [.. Groups.Select(group => Array.FindAll(order, row => Grouping.Codes[rows.Rows[row]] == group))];

    /// <summary>The place of every row's group, -1 where it has none that is compared.</summary>
    /// <param name="rows">The audited rows.</param>
    /// <returns>The places, shape [n].</returns>
    internal int[] Places(AuditedRows rows) =>
        Array.ConvertAll(rows.Rows, row => Array.IndexOf(Groups, Grouping.Codes[row]));
}
