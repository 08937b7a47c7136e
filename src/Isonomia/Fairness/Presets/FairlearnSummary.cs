using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The fairness functions of fairlearn and the aggregates of its MetricFrame.</summary>
internal static class FairlearnSummary
{
    private static readonly (string Name, Metric Metric)[] Frame =
    [
        ("selection_rate", Metric.SelectionRate), ("tpr", Metric.TruePositiveRate), ("fpr", Metric.FalsePositiveRate),
        ("tnr", Metric.TrueNegativeRate), ("fnr", Metric.FalseNegativeRate), ("accuracy", Metric.Accuracy),
        ("precision", Metric.PositivePredictiveValue), ("balanced_accuracy", Metric.BalancedAccuracy),
        ("f1", Metric.F1),
        ("mean_prediction", Metric.MeanScore), ("mae", Metric.ScoreMae), ("mse", Metric.Brier),
        ("roc_auc", Metric.Auroc),
        ("average_precision", Metric.AveragePrecision),
    ];

    private static readonly (string Name, Disparity Disparity)[] Differences =
        [("between_groups", Disparity.Gap), ("to_overall", Disparity.DifferenceToOverall)];

    private static readonly (string Name, Disparity Disparity)[] Ratios =
        [("between_groups", Disparity.Ratio), ("to_overall", Disparity.RatioToOverall)];

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        WriteFunctions(rows, values, "difference", Differences, static (a, b) => Math.Max(a, b));
        WriteFunctions(rows, values, "ratio", Ratios, static (a, b) => Math.Min(a, b));
        foreach ((string name, Metric metric) in Frame)
        {
            Statistic[] byGroup = rows.ByGroup(metric, rows.Rule, rows.Preset.ZeroForEmptyDenominator);
            WriteFrame(rows, values, name, byGroup, rows.Value(rows.Overall, metric));
        }

        Statistic[] counts = [.. rows.Members.Select(static members => Statistic.Of(members.Count))];
        WriteFrame(rows, values, "count", counts, rows.Overall.Count);
    }

    private static void WriteFunctions(
        PresetRows rows,
        List<PresetValue> values,
        string kind,
        (string Name, Disparity Disparity)[] methods,
        Func<double, double, double> worse)
    {
        foreach ((string method, Disparity disparity) in methods)
        {
            Statistic truePositive = rows.Aggregate(Metric.TruePositiveRate, disparity);
            Statistic falsePositive = rows.Aggregate(Metric.FalsePositiveRate, disparity);
            values.Add(new($"demographic_parity_{kind}|{method}", rows.Aggregate(Metric.SelectionRate, disparity)));
            values.Add(new($"equal_opportunity_{kind}|{method}", truePositive));
            values.Add(new($"equalized_odds_{kind}|{method}|worst_case", Both(truePositive, falsePositive, worse)));
            values.Add(new(
                $"equalized_odds_{kind}|{method}|mean",
                Both(truePositive, falsePositive, static (a, b) => (a + b) / 2)));
        }
    }

    private static void WriteFrame(
        PresetRows rows, List<PresetValue> values, string name, Statistic[] byGroup, Statistic overall)
    {
        values.Add(new($"{name}|overall", overall));
        values.AddRange(
            byGroup.Select((value, group) => new PresetValue($"{name}|by_group|{rows.Names[group]}", value)));
        bool isComplete = byGroup.Length > 0 && byGroup.All(static value => value.IsDefined);
        values.Add(new($"{name}|group_min", isComplete ? byGroup.Min(static value => value.Value) : Missing(byGroup)));
        values.Add(new($"{name}|group_max", isComplete ? byGroup.Max(static value => value.Value) : Missing(byGroup)));
        foreach (string prefix in new[] { "difference", "ratio" })
        {
            (string Name, Disparity Disparity)[] methods = prefix == "ratio" ? Ratios : Differences;
            foreach ((string method, Disparity disparity) in methods)
            {
                Statistic value = isComplete
                    ? rows.Aggregate(byGroup, overall, disparity, Direction.HigherIsBetter)
                    : Missing(byGroup);
                values.Add(new($"{name}|{prefix}_{method}", value));
            }
        }
    }

    // fairlearn stops where one group has no value; a dropped group would look like parity.
    private static Statistic Missing(Statistic[] byGroup) =>
        byGroup.Length == 0 ? UndefinedReason.SingleGroup : byGroup.First(static value => !value.IsDefined);

    private static Statistic Both(Statistic first, Statistic second, Func<double, double, double> combine) =>
        !first.IsDefined ? first : !second.IsDefined ? second : combine(first.Value, second.Value);
}
