using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>One audit of one model: rows, decisions, inference, composition, curves, words.</summary>
internal sealed class AuditRun
{
    /// <summary>Numbers of pairs of groups are left out above this many rows.</summary>
    internal const int MostExploratoryRows = 2_000_000;

    private readonly AuditPlan _plan;
    private readonly PredictionTable _table;
    private readonly IProgress<AuditProgress>? _progress;
    private readonly CancellationToken _cancellation;

    internal AuditRun(
        AuditPlan plan, PredictionTable table, IProgress<AuditProgress>? progress, CancellationToken cancellation)
    {
        _plan = plan;
        _table = table;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Runs the audit.</summary>
    /// <param name="model">The model's name, or null.</param>
    /// <param name="baseline">The baseline with its rows, or null.</param>
    /// <returns>The result.</returns>
    internal AuditResult Execute(string? model, Baseline? baseline)
    {
        AuditRequest request = _plan.Request;
        RowChoice rows = RowChoice.Of(_plan, _table);
        PredictionTable audited = rows.Audited;
        FinishedStage.Release(audited.RowCount);
        string task = audited.Outcome.Task;
        DecisionChoice? decision = task is "binary" or "multilabel" ? DecisionChoice.Of(_plan, rows) : null;
        SegmentationTable? masks = audited.Outcome is Outcome.Segmentation pairs
            ? SegmentationTable.Score(pairs, request, _progress, _cancellation)
            : null;
        InferenceRequest inferenceRequest = RequestFor(rows, decision, masks);
        InferenceResult inference = AuditInference.Infer(inferenceRequest, _cancellation);
        FinishedStage.Release(audited.RowCount);
        IReadOnlyList<CompositionResult> composition = Composition.Describe(
            audited, audited.Attributes, request.Confidence);
        FinishedStage.Release(audited.RowCount);
        (IReadOnlyList<GroupCurves> curves, IReadOnlyList<ThresholdSweep> sweeps) = task == "binary"
            ? CurveBuilder.Build(
                audited,
                audited.Attributes,
                inferenceRequest.Rule,
                (attribute, name) => inference.Groups.Any(
                    g => g.Attribute == attribute && g.Group == name && !g.IsSmall))
            : ([], []);
        FinishedStage.Release(audited.RowCount);
        IReadOnlyList<AuditFlag> flags = AuditFlags.Of(_plan, _table, audited, decision, inference, composition);
        IReadOnlyList<DefinitionResult> definitions = task == "binary"
            ? GroupViews.Definitions(audited, inference.Groups, inferenceRequest.Rule)
            : [];
        FinishedStage.Release(audited.RowCount);
        IReadOnlyList<DistributionTest> distributions = new DistributionTable(audited, request).Run();
        FinishedStage.Release(audited.RowCount);
        (EmbeddingInspectionResult Inspection, IReadOnlyDictionary<string, MetricValue> Individual)? embedded =
            EmbeddingReading.Inspect(audited, request, inferenceRequest.Rule, inferenceRequest.RowThresholds,
                _cancellation);
        VerdictWriter writer = new(inference.Groups, request.Confidence);
        AuditResult result = new()
        {
            Request = AuditFacts.WithoutFolders(request),
            Model = model,
            Data = _table.Fingerprint,
            Seed = request.Seed,
            Versions = AuditFacts.Versions(),
            Task = task,
            Parity = _plan.Preset.Id,
            Threshold = decision?.Result,
            Flags = flags,
            Verdict = writer.Write(
                inference.Disparities,
                inference.Verdict ?? VerdictIds.Insufficient,
                [.. flags.Where(flag => flag.Id == "missing_not_at_random").Select(flag => flag.Sentence)],
                definitions.Any(definition => definition.Differs)),
            Overall = inference.Overall,
            Size = AuditFacts.SizeOf(audited),
            Groups = inference.Groups,
            Disparities = [.. inference.Disparities, .. WithinControls(inferenceRequest)],
            Intersections = inference.Intersections,
            Definitions = definitions,
            Composition = composition,
            Curves = curves,
            Sweeps = sweeps,
            Distributions = distributions,
            Pairs = audited.RowCount > MostExploratoryRows ? [] : ExploratoryNumbers.Of(
                inferenceRequest, grouping => Supported(inference.Groups, grouping), masks?.ReferenceVolumes,
                    _cancellation),
            Embeddings = embedded?.Inspection,
            Individual = new Dictionary<string, MetricValue>(
                Individual(audited, inferenceRequest).Concat(embedded?.Individual ?? new Dictionary<string,
                    MetricValue>())),
            Undefined = UndefinedList.Of(inference),
            Baseline = baseline?.Compare(_plan, _table, inferenceRequest, _cancellation),
            Notes = [.. _table.Notes, .. masks?.Notes ?? []],
            ParityValues = task == "binary" ? GroupViews.Parity(_plan.Preset, audited, request) : [],
        };
        return result with { Gates = GateCheck.Run(_plan.Gates, result) };
    }

    private InferenceRequest RequestFor(RowChoice rows, DecisionChoice? decision, SegmentationTable? masks)
    {
        AuditRequest request = _plan.Request;
        string task = rows.Audited.Outcome.Task;
        IReadOnlyList<Grouping> attributes = rows.Audited.Attributes;
        return new InferenceRequest
        {
            Audit = request with { Floors = _plan.Preset.Floors ?? request.Floors },
            Table = rows.Audited,
            Groupings = [.. attributes, .. Crossing.Of(attributes, request.Intersections)],
            Metrics = _plan.MetricsOf(task),
            Disparities = _plan.Disparities,
            Primary = _plan.PrimaryOf(task),
            Exploratory = _plan.ExploratoryOf(task),
            Rule = decision?.Rule ?? DecisionRule.Default,
            RowThresholds = decision?.RowThresholds,
            Refit = request.RefitsThreshold
                ? new ThresholdRefit(rows.Validation!, _plan.Policy, _plan.Preset.IsStrict) : null,
            SegmentationScores = masks?.Columns ?? new Dictionary<string, double[]>(),
            Scheme = _plan.Preset.IntervalScheme == "percentile_rows" ? BootstrapScheme.Row : BootstrapScheme.Patient,
            Progress = new Share(_progress, "resampling patients"),
        };
    }

    /// <summary>The same aggregates within each level of each control column: shown, not judged.</summary>
    private IEnumerable<DisparityResult> WithinControls(InferenceRequest request)
    {
        foreach (Grouping control in request.Table.Controls)
        {
            for (int level = 0; level < control.Groups.Count; level++)
            {
                int[] rows = [.. Enumerable.Range(0, request.Table.RowCount).Where(row => control.Codes[row] == level)];
                if (rows.Length == 0)
                {
                    continue;
                }

                InferenceResult within = AuditInference.Infer(
                    request with
                    {
                        Rows = rows,
                        Groupings = [.. request.Groupings.Where(grouping => !grouping.IsIntersection)],
                        Primary = [],
                        Exploratory = [.. request.Primary, .. request.Exploratory],
                        Audit = request.Audit with { Permutations = 0 },
                        Progress = null,
                    },
                    _cancellation);
                foreach (DisparityResult disparity in within.Disparities)
                {
                    yield return disparity with
                    {
                        Control = $"{control.Attribute}={control.Groups[level]}", Role = "exploratory", Verdict = null,
                        PAdjusted = null,
                    };
                }
            }
        }
    }

    private IReadOnlyDictionary<string, MetricValue> Individual(PredictionTable audited, InferenceRequest request) =>
        audited.Outcome is Outcome.Binary binary
            ? IndividualNumbers.Of(binary, request.Rule, request.RowThresholds, audited.Weights)
            : new Dictionary<string, MetricValue>();

    private static int[] Supported(IReadOnlyList<GroupResult> groups, Grouping grouping) =>
    [
        .. Enumerable.Range(0, grouping.Groups.Count).Where(g => groups.Any(one =>
            one.Attribute == grouping.Attribute && one.Group == grouping.Groups[g]
                && one is { IsSmall: false, IsMissing: false })),
    ];

    private sealed class Share(IProgress<AuditProgress>? target, string stage) : IProgress<double>
    {
        public void Report(double value) => target?.Report(new AuditProgress(stage, value));
    }
}
