using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The inference core of an audit: one resampling run from which every interval, p-value and verdict is
/// read.</summary>
internal sealed class AuditInference
{
    private const string Primary = "primary";
    private const string Exploratory = "exploratory";
    private const string CriterionAggregation = "criterion";

    private readonly InferenceRequest _request;
    private readonly Resampled _resampled;
    private readonly GroupSupport _support;
    private readonly CancellationToken _cancellation;
    private readonly int _primaryTests;
    private readonly Dictionary<(int Grouping, string Metric), GroupMetric> _groupMetrics = [];

    private AuditInference(InferenceRequest request, Resampled resampled, CancellationToken cancellation)
    {
        _request = request;
        _resampled = resampled;
        _cancellation = cancellation;
        _support = GroupSupport.Of(resampled.Rows, request.Audit);
        _primaryTests = request.Primary.Count * request.Groupings.Count(grouping => !grouping.IsIntersection);
        foreach (Metric metric in resampled.Evaluation.Metrics)
        {
            for (int grouping = 0; grouping < request.Groupings.Count; grouping++)
            {
                _groupMetrics[(grouping, metric.Id)] = new GroupMetric(resampled, _support, grouping, metric);
            }
        }
    }

    /// <summary>Computes all metrics of all groups with intervals, all aggregates and criteria with verdicts.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The findings.</returns>
    internal static InferenceResult Infer(InferenceRequest request, CancellationToken cancellation = default)
    {
        AuditedRows rows = AuditedRows.Of(
            request.Table, request.Groupings, request.Rows, request.Scheme == BootstrapScheme.Row);
        Resampled resampled = Resample(request, rows, Metrics(request), cancellation);
        return new AuditInference(request, resampled, cancellation).Conclude();
    }

    /// <summary>Draws the replicates and the left-out values of some metrics.</summary>
    /// <param name="request">The settings.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>Values and replicates.</returns>
    internal static Resampled Resample(
        InferenceRequest request, AuditedRows rows, IReadOnlyList<Metric> metrics, CancellationToken cancellation)
    {
        Evaluation evaluation = Evaluation.Of(
            rows, metrics, request.Rule, request.RowThresholds, request.SegmentationScores, request.Threads);
        if (request.Audit.Replicates == 0 || rows.UnitCount == 0)
        {
            return new Resampled(evaluation, null, null, request.Audit);
        }

        Resampler.Draw draw = DrawCounts.Of(rows, request.Scheme, request.Audit.Seed).Fill;
        if (request.Refit is { } refit)
        {
            RefitEvaluator evaluator = RefitEvaluator.Of(rows, refit, metrics, request.Scheme == BootstrapScheme.Row);
            evaluation = evaluation.With(evaluator, request.Threads);
            Resampler.Draw audited = draw;
            DrawCounts validation = DrawCounts.Of(evaluator.Validation, request.Scheme, request.Audit.Seed,
                "bootstrap_validation");
            draw = (replicate, counts, lane) =>
            {
                audited(replicate, counts, lane);
                validation.Fill(replicate, counts[(rows.UnitCount * Lanes.Count)..], lane);
            };
        }

        ReplicateTable bootstrap = evaluation.Resampler.Run(request.Audit.Replicates, draw, request.Progress,
            cancellation);
        ReplicateTable jackknife = evaluation.Resampler.Jackknife(request.Audit.Seed, request.Audit.Replicates,
            cancellation);
        return new Resampled(evaluation, bootstrap, jackknife, request.Audit);
    }

    private static Metric[] Metrics(InferenceRequest request) =>
    [
        .. request.Metrics
            .Concat(
                request.Primary.Concat(request.Exploratory)
                    .SelectMany(criterion => criterion.Parts.Select(part => part.Metric)))
            .DistinctBy(metric => metric.Id),
    ];

    private InferenceResult Conclude()
    {
        var pending = new List<PendingDisparity>();
        for (int grouping = 0; grouping < _request.Groupings.Count; grouping++)
        {
            bool isSingle = !_request.Groupings[grouping].IsIntersection;
            pending.AddRange(
                _request.Primary.Select(criterion => Judge(grouping, criterion, isSingle ? Primary : Exploratory)));
            pending.AddRange(_request.Exploratory.Select(criterion => Judge(grouping, criterion, Exploratory)));
        }

        pending.AddRange(JudgeMetrics());
        Families.Adjust([.. pending.Where(one => one.Role == Primary)], Primary, "holm", Multiplicity.Holm);
        Families.Adjust(
            [.. pending.Where(one => one.Role == Exploratory)], Exploratory, "by", Multiplicity.BenjaminiYekutieli);
        DisparityResult[] disparities = [.. pending.OrderBy(one => one.Role == Primary ? 0 : 1).Select(Conclude)];
        string[] verdicts = [.. disparities.Where(one => one.Role == Primary).Select(one => one.Verdict!)];
        return new InferenceResult
        {
            Overall = MetricsOf(0),
            Groups = [.. Groups()],
            Disparities = disparities,
            Intersections = IntersectionInference.Of(_resampled, _support, _groupMetrics),
            Verdict = verdicts.Length == 0 ? null : VerdictIds.Worst(verdicts),
            Flags = [.. Flags(disparities)],
        };
    }

    private PendingDisparity[] JudgeMetrics()
    {
        (int Grouping, Metric Metric)[] pairs =
        [
            .. Enumerable.Range(0, _request.Groupings.Count)
                .SelectMany(
                    grouping => _request.Metrics.DistinctBy(metric => metric.Id).Select(metric => (grouping, metric))),
        ];
        var findings = new PendingDisparity[pairs.Length][];
        Parallel.For(
            0, pairs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = _request.Threads, CancellationToken = _cancellation },
            i =>
            {
                (int grouping, Metric metric) = pairs[i];
                GroupMetric groups = _groupMetrics[(grouping, metric.Id)];
                findings[i] =
                [
                    .. _request.Disparities.Select(disparity => new PendingDisparity
                    {
                        Grouping = grouping,
                        Role = Exploratory,
                        Metric = metric.Id,
                        Aggregation = disparity.Id,
                        Parts = [groups],
                        Finding = DisparityInference.Of(_resampled, groups, disparity),
                        EntersFamily = disparity.Id == Disparity.Gap.Id,
                    }),
                ];
            });
        return [.. findings.SelectMany(one => one)];
    }

    private PendingDisparity Judge(int grouping, Criterion criterion, string role)
    {
        GroupMetric[] parts = [.. criterion.Parts.Select(part => _groupMetrics[(grouping, part.Metric.Id)])];
        int[] groups = _support.Supported(grouping);
        bool needsMore = criterion.NeedsTwoGroups && parts[0].Groups.Length != 2;
        DisparityFinding finding = needsMore
            ? new DisparityFinding { Value = UndefinedReason.SingleGroup }
            : DisparityInference.Of(_resampled, parts, criterion);

        // An exploratory test that max-T already denies need not be repeated: the larger p-value counts
        // (docs/adr/0009).
        bool isTested = role == Primary || finding.P <= _request.Audit.Alpha;
        PermutationOutcome? permutation = isTested && _request.Audit.Permutations > 0 && groups.Length >= 2
            && parts.All(part => part.Groups.Length >= 2)
            ? Permutation.Run(
                _request, _request.Groupings[grouping], groups, [.. criterion.Parts.Select(part => part.Metric)],
                role == Primary ? _primaryTests : 1, _cancellation)
            : null;
        return new PendingDisparity
        {
            Grouping = grouping,
            Role = role,
            Metric = criterion.Id,
            Aggregation = CriterionAggregation,
            Criterion = criterion,
            Parts = parts,
            Finding = finding,
            Permutation = permutation,
            EntersFamily = true,
        };
    }

    private DisparityResult Conclude(PendingDisparity pending)
    {
        DisparityFinding finding = pending.Finding;
        GroupMetric first = pending.Parts[0];
        VerdictOutcome? verdict = pending.Criterion is { } criterion && Verdicts.CanJudge(criterion, finding)
            ? VerdictRule.Decide(Verdicts.Evidence(pending, _support, _request.Audit))
            : null;
        double? margin = pending.Criterion is { } judged
            ? Verdicts.Margin(judged, finding.IsRatio, _request.Audit)
            : null;
        Heterogeneity? heterogeneity = pending.Aggregation == Disparity.Gap.Id || pending.Parts.Length == 1
            ? IntersectionInference.HeterogeneityOf(first)
            : null;
        int contrasts = Math.Max(1, finding.Contrasts.Count);
        double? detectable = finding.Widest is { } widest && widest.Error > 0
            ? Planning.MinimumDetectableGap(widest.Error, 0, _request.Audit.Alpha, 0.8, contrasts)
            : null;
        double? corrected = pending.Aggregation == Disparity.Gap.Id
            && _resampled.Bootstrap is not null
            && first.Values.Length >= 2
            ? GapBias.Of(first.Values, [.. first.Values.Select((_, k) => first.Series(k))])?.Corrected
            : null;
        return new DisparityResult
        {
            Attribute = _request.Groupings[pending.Grouping].Attribute,
            Metric = pending.Metric,
            Aggregation = pending.Aggregation,
            Value = finding.Value.ValueOrNull is { } v && double.IsFinite(v) ? v : null,
            Low = finding.Interval?.Low,
            High = finding.Interval?.High,
            Method = finding.Interval is null ? null : finding.Method,
            P = finding.P,
            PAdjusted = pending.PAdjusted,
            Adjustment = pending.Adjustment,
            Role = pending.Role,
            Verdict = verdict?.Verdict ?? (pending.Role == Primary ? VerdictIds.Insufficient : null),
            Detail = new DisparityDetail
            {
                Undefined = finding.Value.Reason?.Id(),
                Reason = verdict?.Reason ?? (pending.Role == Primary ? "no_interval" : null),
                Sentence = verdict is { } outcome ? Verdicts.Sentence(outcome, pending, _support, margin!.Value) : null,
                Margin = margin,
                WorstGroup = Verdicts.Extreme(pending, wantsWorst: true),
                BestGroup = Verdicts.Extreme(pending, wantsWorst: false),
                Groups = first.Names,
                LeftOut = [.. pending.Parts.SelectMany(part => part.LeftOut).Distinct()],
                Contrasts = finding.Contrasts,
                MinimumDetectableGap = detectable,
                SampleMultiplier = detectable is { } mdg && margin is { } delta
                    ? Planning.SampleMultiplier(mdg, delta)
                    : null,
                LimitingGroup = finding.Widest?.Group,
                PermutationP = pending.Permutation?.P,
                VerdictP = pending.Permutation is null ? null : pending.VerdictP,
                NullGap = pending.Permutation?.Gap,
                GapBootCorrected = corrected,
                GapShrunk = heterogeneity?.ShrunkGap,
                BetweenVariance = heterogeneity?.BetweenVariance,
                ISquared = heterogeneity?.ISquared,
                UndefinedShare = finding.UndefinedShare > 0 ? finding.UndefinedShare : null,
                Flags = [.. FlagsOf(pending)],
            },
        };
    }

    private IEnumerable<string> FlagsOf(PendingDisparity pending)
    {
        foreach (string flag in pending.Finding.Flags)
        {
            yield return flag;
        }

        if (pending.Parts.Any(part => part.LeftOut.Count > 0))
        {
            yield return "partial";
        }

        if (pending.Finding.UndefinedShare > 0)
        {
            yield return "undefined_resamples";
        }

        if (pending.Finding.Problem is { } problem)
        {
            yield return problem.Id();
        }

        if (pending is { Role: Primary, Permutation: null, Finding.P: not null })
        {
            yield return "max_t_only";
        }

        if (pending.Permutation is { } permutation)
        {
            if (permutation.IsExact)
            {
                yield return "permutation_exact";
            }
            else if (permutation.Permutations < _request.Audit.Permutations)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"permutations_reduced({permutation.Permutations})");
            }

            if (permutation.SeveralGroupsShare > 0)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"patients_in_several_groups({permutation.SeveralGroupsShare:0.####})");
            }
        }

        // The smallest p that B replicates can give may be too large to survive the adjustment: more replicates are
        // needed.
        if (pending.PAdjusted > _request.Audit.Alpha
            && pending.VerdictP <= 1.000001 / (_request.Audit.Replicates + 1.0))
        {
            yield return "p_at_resolution";
        }
    }

    private Dictionary<string, MetricValue> MetricsOf(int cell) => _resampled.Evaluation.Metrics.Index().ToDictionary(
        entry => entry.Item.Id, entry => MetricIntervals.Of(_resampled, _support, entry.Index, cell, _request),
        StringComparer.Ordinal);

    private IEnumerable<GroupResult> Groups()
    {
        for (int cell = 1; cell < _resampled.Rows.Cells.Count; cell++)
        {
            Cell group = _resampled.Rows.Cells[cell];
            Grouping grouping = _request.Groupings[group.Grouping];
            SampleSize size = _support.Size(cell);
            string? small = group.IsMissing ? null : _support.SmallReason(cell);
            int[] supported = _support.Supported(group.Grouping);
            yield return new GroupResult
            {
                Attribute = group.Attribute,
                Group = group.Name,
                N = size.Rows,
                Units = size.Units,
                Positives = size.Positives,
                Negatives = size.Negatives,
                Share = size.Rows / (double)_resampled.Rows.Rows.Length,
                IsMissing = group.IsMissing,
                IsIntersection = grouping.IsIntersection,
                IsReference = supported.Length > 0 && !group.IsMissing
                    && supported[_support.Reference(group.Grouping, supported)] == group.Group,
                IsSmall = small is not null,
                SmallReason = small,
                Metrics = MetricsOf(cell),
            };
        }

        for (int grouping = 0; grouping < _request.Groupings.Count; grouping++)
        {
            foreach (string absent in _support.Absent(grouping))
            {
                yield return new GroupResult
                {
                    Attribute = _request.Groupings[grouping].Attribute,
                    Group = absent,
                    N = 0,
                    Units = 0,
                    Share = 0,
                    IsIntersection = _request.Groupings[grouping].IsIntersection,
                    IsSmall = true,
                    SmallReason = "declared, but not in the data",
                    Metrics = new Dictionary<string, MetricValue>(),
                };
            }
        }
    }

    private IEnumerable<AuditFlag> Flags(DisparityResult[] disparities)
    {
        if (_request.Table.Units is null)
        {
            yield return new AuditFlag(
                "rows_assumed_independent",
                "No patient column was given: every row is treated as a patient of its own.");
        }

        if (_request.Table.Weights is not null)
        {
            yield return new AuditFlag("weighted", "Rows carry sampling weights.");
        }

        if (disparities.Any(one => one.Role == Primary && one.Detail.Flags.Contains("p_at_resolution")))
        {
            yield return new AuditFlag(
                "p_at_resolution",
                "A p-value is as small as this number of replicates allows and still too large after adjustment; use "
                    + "more replicates.");
        }
    }
}
