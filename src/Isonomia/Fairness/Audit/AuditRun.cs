using System.Reflection;
using System.Runtime.InteropServices;
using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>One audit of one model: rows, decisions, inference, composition, curves, words.</summary>
internal sealed class AuditRun
{
    private const int MostExploratoryRows = 2_000_000;
    private const double MostTies = 0.2;

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
        IReadOnlyList<Grouping> groupings =
            [.. audited.Attributes, .. Crossing.Of(audited.Attributes, request.Intersections)];
        InferenceRequest inferenceRequest = new()
        {
            Audit = request with { Floors = _plan.Preset.Floors ?? request.Floors },
            Table = audited,
            Groupings = groupings,
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
        List<AuditFlag> flags =
        [
            .. MissingnessRemarks.Find(composition, inference.Overall, inference.Groups, request.Alpha),
            .. decision?.Flags ?? [],
            .. FlagsOf(_table.Notes),
            .. _plan.WithoutMargin(task).Select(criterion => new AuditFlag(
                "margin_not_declared",
                $"'{criterion.Id}' has a scale of its own and gets no verdict without a margin; declare one with "
                    + $"--margin {criterion.Id}=VALUE.")),
            .. inference.Flags,
            .. TiedScores(audited.Outcome),
            .. audited.RowCount > MostExploratoryRows
                ? [new AuditFlag(
                    "exploratory_skipped",
                    $"Numbers of pairs of groups were left out: the table has more than {MostExploratoryRows:N0} "
                    + $"rows.")]
                : Array.Empty<AuditFlag>(),
        ];
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
            Request = WithoutFolders(request),
            Model = model,
            Data = _table.Fingerprint,
            Seed = request.Seed,
            Versions = Versions(),
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
            Size = SizeOf(audited),
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

    /// <summary>Many tied scores make ranks coarse: a threshold between them cannot be chosen.</summary>
    private static IEnumerable<AuditFlag> TiedScores(Outcome outcome)
    {
        if (outcome is Outcome.Binary binary)
        {
            double[] scores = Array.FindAll(binary.Scores, static score => !double.IsNaN(score));
            Array.Sort(scores);
            long tied = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                tied += (i > 0 && scores[i] == scores[i - 1])
                    || (i + 1 < scores.Length && scores[i] == scores[i + 1]) ? 1 : 0;
            }

            if (tied > MostTies * scores.Length)
            {
                yield return new AuditFlag(
                    "ties_share",
                    $"{NumberWords.Percent(tied / (double)scores.Length)} of the rows share their score with another "
                    + "row; ties count one half in ranks.");
            }
        }
    }

    /// <summary>Notes made while reading that change what the numbers mean.</summary>
    private IEnumerable<AuditFlag> FlagsOf(IReadOnlyList<ReadingNote> notes)
    {
        foreach (ReadingNote note in notes.Where(note => note.Id is "patient_overlap"))
        {
            yield return new AuditFlag(note.Id, note.Sentence, IsSevere: true);
        }

        if (_plan.Preset.Id != "default")
        {
            yield return new AuditFlag(
                "legacy_variant",
                $"Conventions of '{_plan.Preset.Id}' are in force; they differ from the default definitions.");
        }
    }

    private static SampleSize SizeOf(PredictionTable table)
    {
        double sum = table.Weights?.Sum() ?? 0;
        double? effective = table.Weights is null ? null : sum * sum / table.Weights.Sum(w => w * w);
        return table.Outcome is Outcome.Binary binary
            ? new SampleSize(
                table.RowCount,
                table.UnitCount,
                binary.Labels.LongCount(label => label == 1),
                binary.Labels.LongCount(label => label == 0),
                binary.Labels.LongCount(label => label < 0),
                effective)
            : new SampleSize(table.RowCount, table.UnitCount, null, null, 0, effective);
    }

    /// <summary>A result may be shared: it names files, never folders.</summary>
    private static AuditRequest WithoutFolders(AuditRequest request) => request with
    {
        Predictions = request.Predictions with
        {
            Paths = [.. request.Predictions.Paths.Select(path => Path.GetFileName(path))],
            MetadataPath = Path.GetFileName(request.Predictions.MetadataPath),
            EmbeddingsPath = Path.GetFileName(request.Predictions.EmbeddingsPath),
        },
    };

    private static Dictionary<string, string> Versions() => new()
    {
        ["isonomia"] = typeof(AuditRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown",
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
    };

    private sealed class Share(IProgress<AuditProgress>? target, string stage) : IProgress<double>
    {
        public void Report(double value) => target?.Report(new AuditProgress(stage, value));
    }
}
