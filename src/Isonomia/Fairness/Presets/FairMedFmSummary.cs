using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The summary, the group table and the segmentation summary of FairMedFM.</summary>
internal static class FairMedFmSummary
{
    private static readonly (string Name, Metric Metric)[] Columns =
    [
        ("auc", Metric.Auroc), ("acc", Metric.Accuracy), ("bce", Metric.LogLossTorch),
        ("ece", Metric.ExpectedCalibrationErrorOwnRange), ("tpr", Metric.TruePositiveRate),
        ("tnr", Metric.TrueNegativeRate),
    ];

    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        values.Add(new("threshold", rows.Threshold));
        foreach ((string name, Metric metric) in Columns.Take(4))
        {
            values.Add(new($"overall-{name}", rows.Value(rows.Overall, metric)));
        }

        values.Add(new("worst-auc", Aggregate(rows, Metric.Auroc, Disparity.Worst)));
        foreach ((string name, Metric metric) in Columns.Take(4))
        {
            values.Add(new($"{name}-gap", Aggregate(rows, metric, Disparity.Gap)));
        }

        Statistic sensitivity = Aggregate(rows, Metric.TruePositiveRate, Disparity.Gap);
        Statistic specificity = Aggregate(rows, Metric.TrueNegativeRate, Disparity.Gap);
        values.Add(new("eod", Criterion.EqualizedOddsFairMedFm.Combination.Compute([sensitivity, specificity])));
        values.Add(new("eo", sensitivity));
        WriteTable(rows, values, string.Empty, new DecisionRule(0.5, rows.Preset.IsStrict));
        WriteTable(rows, values, "@best_f1", rows.Rule);
    }

    internal static IReadOnlyList<PresetValue> Segmentation(
        string name, IReadOnlyList<double> scores, IReadOnlyList<int> groups, int groupCount)
    {
        if (scores.Count != groups.Count || groups.Any(group => group < -1 || group >= groupCount))
        {
            throw new ArgumentException(
                $"There are {scores.Count} scores and {groups.Count} groups; each row needs one of each, and a group "
                    + "is an index "
                + $"below {groupCount} or −1.",
                nameof(groups));
        }

        int[] kept =
            [.. Enumerable.Range(0, scores.Count).Where(row => groups[row] >= 0 && !double.IsNaN(scores[row]))];
        double[] means = [.. Enumerable.Range(0, groupCount)
            .Where(group => kept.Any(row => groups[row] == group))
            .Select(group => kept.Where(row => groups[row] == group).Average(row => scores[row]))];
        Statistic mean = kept.Length == 0 ? UndefinedReason.EmptyGroup : kept.Average(row => scores[row]);
        Statistic Of(Disparity disparity) => disparity.Compute(new GroupValues
        {
            Values = means,
            Sizes = means,
            Overall = mean.ValueOrNaN,
            Reference = 0,
            Better = Direction.HigherIsBetter,
        });
        return
        [
            new($"mean_{name}", mean), new($"min_{name}", Of(Disparity.Worst)), new($"max_{name}", Of(Disparity.Best)),
            new($"delta_{name}", Of(Disparity.Gap)), new($"skewness_{name}", Of(Disparity.Skew)),
            new($"std_{name}", Of(Disparity.StdPopulation)), new($"es_{name}", Of(Disparity.EsFairMedFm)),
        ];
    }

    private static void WriteTable(PresetRows rows, List<PresetValue> values, string suffix, DecisionRule rule)
    {
        for (int group = -1; group < rows.Names.Count; group++)
        {
            MemberRows members = group < 0 ? rows.Overall : rows.Members[group];
            string name = group < 0 ? "overall" : rows.Names[group];
            if (group >= 0 && !HasBothLabels(members))
            {
                continue;
            }

            foreach ((string column, Metric metric) in Columns)
            {
                values.Add(new($"{column}{suffix}|{name}", rows.Value(members, metric, rule, zero: false)));
            }

            BinarySummary counts = members.Summary(rule);
            Statistic Count(double count) => double.IsNaN(rule.Threshold) ? rows.Threshold : count;
            values.Add(new($"tn{suffix}|{name}", Count(counts.TrueNegatives)));
            values.Add(new($"fp{suffix}|{name}", Count(counts.FalsePositives)));
            values.Add(new($"fn{suffix}|{name}", Count(counts.FalseNegatives)));
            values.Add(new($"tp{suffix}|{name}", Count(counts.TruePositives)));
        }
    }

    private static bool HasBothLabels(MemberRows members) =>
        members.Compute(Metric.Auroc, DecisionRule.Default).IsDefined;

    private static Statistic Aggregate(PresetRows rows, Metric metric, Disparity disparity)
    {
        if (double.IsNaN(rows.Rule.Threshold) && metric.UsesThreshold)
        {
            return rows.Threshold;
        }

        Statistic[] values = [.. rows.Members.Select(members =>
            HasBothLabels(members) ? rows.Value(members, metric) : UndefinedReason.SingleClass)];
        return rows.Aggregate(values, rows.Value(rows.Overall, metric), disparity, metric.Better);
    }
}
