using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>One probe judged on the test rows: values by group, verdicts, and replicates over patients.</summary>
internal sealed class EfficiencyJudgment
{
    private readonly Resampled _resampled;
    private readonly InferenceResult _inference;

    private EfficiencyJudgment(Resampled resampled, InferenceResult inference, Metric metric) =>
        (_resampled, _inference, Metric) = (resampled, inference, metric);

    internal Metric Metric { get; }

    internal Statistic Overall => _resampled.Evaluation.Point(0, 0);

    internal static EfficiencyJudgment Of(
        EfficiencyRequest request, Outcome outcome, IReadOnlyList<Grouping> attributes, int[]? units, Metric metric,
            int threads,
        CancellationToken cancellation)
    {
        int count = outcome is Outcome.Binary binary ? binary.Labels.Length
            : ((Outcome.Multiclass)outcome).Labels.Length;
        int[]? codes = units is null ? null : Compact(units);
        AuditRequest audit = new()
        {
            Predictions = new PredictionRequest { Paths = [], Labels = [], Scores = [] },
            Replicates = request.Replicates,
            Permutations = 0,
            Confidence = request.Confidence,
            Alpha = Math.Round(1 - request.Confidence, 12),
            Seed = request.Seed,
            Threads = threads,
        };
        InferenceRequest inference = new()
        {
            Audit = audit,
            Table = new PredictionTable
            {
                RowCount = count, Outcome = outcome, Attributes = attributes, Units = codes,
                UnitCount = codes is null ? count : codes.Max() + 1,
                    Fingerprint = new DataFingerprint(string.Empty, []),
            },
            Groupings = attributes,
            Metrics = [metric],
            Disparities = [Disparity.Gap, Disparity.Worst],
            Primary = [Criterion.Resolve(metric.Id + "_gap")],
        };
        AuditedRows rows = AuditedRows.Of(inference.Table, attributes);
        return new EfficiencyJudgment(
            AuditInference.Resample(inference, rows, [metric], cancellation),
                AuditInference.Infer(inference, cancellation), metric);
    }

    /// <summary>The gap of an attribute with its verdict.</summary>
    internal DisparityResult Gap(string attribute) =>
        _inference.Disparities.First(one => one.Attribute == attribute && one.Aggregation == "criterion");

    /// <summary>The worst group's value, NaN where undefined.</summary>
    internal double Worst(string attribute) =>
        _inference.Disparities.First(one => one.Attribute == attribute && one.Aggregation == Disparity.Worst.Id).Value
            ?? double.NaN;

    /// <summary>The groups that are large enough to be compared.</summary>
    internal IEnumerable<string> Supported(string attribute) => _inference.Groups
        .Where(group => group.Attribute == attribute && !group.IsSmall && !group.IsMissing)
            .Select(group => group.Group);

    /// <summary>The groups that are not.</summary>
    internal IEnumerable<string> TooSmall(string attribute) => _inference.Groups
        .Where(group => group.Attribute == attribute && group.IsSmall).Select(group => group.Group);

    /// <summary>The value of a group, NaN where undefined.</summary>
    internal double Value(int attribute, int group) =>
        _resampled.Evaluation.Point(0, _resampled.Rows.CellOf(attribute, group)).ValueOrNaN;

    /// <summary>The replicates of the overall value, or of a group's; empty where none were asked for.</summary>
    internal double[] Series(int attribute = -1, int group = 0) =>
        _resampled.Series(0, attribute < 0 ? 0 : _resampled.Rows.CellOf(attribute, group));

    private static int[] Compact(int[] units)
    {
        Dictionary<int, int> codes = [];
        int[] compact = new int[units.Length];
        for (int i = 0; i < units.Length; i++)
        {
            if (!codes.TryGetValue(units[i], out compact[i]))
            {
                codes.Add(units[i], compact[i] = codes.Count);
            }
        }

        return compact;
    }
}
