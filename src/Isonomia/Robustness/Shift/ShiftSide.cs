using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>One of the two places: its rows, its judged gaps, its replicates.</summary>
internal sealed class ShiftSide
{
    private readonly Resampled _resampled;
    private readonly InferenceResult _inference;
    private readonly DecisionRule _rule;

    private ShiftSide(PredictionTable table, Outcome.Binary outcome, int[] rows, Resampled resampled,
        InferenceResult inference, DecisionRule rule)
    {
        (Table, Outcome, Rows) = (table, outcome, rows);
        (_resampled, _inference, _rule) = (resampled, inference, rule);
    }

    internal PredictionTable Table { get; }

    internal Outcome.Binary Outcome { get; }

    /// <summary>Rows with a label and a score.</summary>
    internal int[] Rows { get; }

    internal static ShiftSide Of(ShiftRequest request, PredictionTable table, ulong seed,
        CancellationToken cancellation)
    {
        Outcome.Binary outcome = table.Outcome as Outcome.Binary
            ?? throw new ArgumentException(
                $"The task '{table.Outcome.Task}' is not binary; a shift audit needs a binary label.");
        Metric metric = Metric.Resolve(request.Metric);
        DecisionRule rule = new(request.Threshold);
        InferenceRequest inference = new()
        {
            Audit = new AuditRequest
            {
                Predictions = new PredictionRequest { Paths = [], Labels = [], Scores = [] },
                Replicates = request.Replicates, Permutations = 0, Confidence = request.Confidence,
                Alpha = Math.Round(1 - request.Confidence, 12), Seed = seed, Floors = request.Floors,
                    Threads = request.Threads,
            },
            Table = table,
            Groupings = table.Attributes,
            Metrics = [metric],
            Disparities = [Disparity.Gap],
            Primary = [Criterion.Resolve(metric.Id + "_gap")],
            Rule = rule,
        };
        AuditedRows rows = AuditedRows.Of(table, table.Attributes);
        return new ShiftSide(
            table, outcome, rows.Rows, AuditInference.Resample(inference, rows, [metric], cancellation),
            AuditInference.Infer(inference, cancellation), rule);
    }

    /// <summary>The metric over everybody.</summary>
    internal MetricValue Overall => _inference.Overall.Values.First();

    /// <summary>The metric of a group.</summary>
    internal MetricValue Value(int attribute, int group) => Find(attribute, group)?.Metrics.Values.FirstOrDefault()
        ?? new MetricValue { Undefined = UndefinedReason.EmptyGroup.Id() };

    /// <summary>Whether a group is too small to be compared.</summary>
    internal bool IsSmall(int attribute, int group) => Find(attribute, group)?.IsSmall ?? true;

    /// <summary>The verdict on the gap of an attribute.</summary>
    internal string Verdict(string attribute) =>
        _inference.Disparities.First(one => one.Attribute == attribute && one.Aggregation == "criterion").Verdict!;

    /// <summary>Replicates of everybody's value, or of a group's; empty where none were asked for.</summary>
    internal double[] Series(int attribute = -1, int group = 0) =>
        _resampled.Series(0, attribute < 0 ? 0 : _resampled.Rows.CellOf(attribute, group));

    /// <summary>Rates at the threshold over some rows.</summary>
    internal OperatingPoint Point(IEnumerable<int> rows)
    {
        (int tp, int fp, int tn, int fn) = (0, 0, 0, 0);
        foreach (int row in rows)
        {
            bool isPositive = _rule.IsPositive(Outcome.Scores[row]);
            _ = (Outcome.Labels[row] == 1, isPositive) switch
            {
                (true, true) => tp++,
                (true, false) => fn++,
                (false, true) => fp++,
                (false, false) => tn++,
            };
        }

        int n = tp + fp + tn + fn;
        return new OperatingPoint(
            n, tp + fn, Share(tp, tp + fn), Share(fp, fp + tn), Share(tp, tp + fp), Share(tn, tn + fn),
                Share(tp + tn, n), Share(tp + fp, n));
    }

    /// <summary>The rows of a group.</summary>
    internal IEnumerable<int> RowsOf(int attribute, int group) =>
        Rows.Where(row => Table.Attributes[attribute].Codes[row] == group);

    /// <summary>One row of each patient, drawn by seed.</summary>
    internal int[] OneRowAPatient(RandomSource random)
    {
        if (Table.Units is not { } units)
        {
            return Rows;
        }

        int[] order = [.. Rows];
        random.Shuffle<int>(order);
        HashSet<int> seen = [];
        return [.. order.Where(row => seen.Add(units[row])).Order()];
    }

    private static double? Share(int part, int whole) => whole == 0 ? null : part / (double)whole;

    private GroupResult? Find(int attribute, int group) => _inference.Groups.FirstOrDefault(one =>
        one.Attribute == Table.Attributes[attribute].Attribute
            && one.Group == Table.Attributes[attribute].Groups[group]);
}
