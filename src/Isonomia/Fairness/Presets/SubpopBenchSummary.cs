using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The accuracies of SubpopBench, whose groups are the cells of attribute and label.</summary>
/// <remarks>
/// Definition: worst and unweighted mean accuracy over the cells that have rows. Source: Yang et al., ICML 2023.
/// </remarks>
internal static class SubpopBenchSummary
{
    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        values.Add(new("overall_accuracy", rows.Value(rows.Overall, Metric.Accuracy)));
        Statistic[] cells = [.. rows.Members.SelectMany(members =>
            new[] { rows.Value(members, Metric.TrueNegativeRate), rows.Value(members, Metric.TruePositiveRate) })];
        double[] defined = [.. cells.Where(static cell => cell.IsDefined).Select(static cell => cell.Value)];
        Statistic Over(Func<double[], double> aggregate) =>
            !rows.Threshold.IsDefined ? rows.Threshold
            : defined.Length == 0 ? UndefinedReason.EmptyGroup
            : aggregate(defined);
        values.Add(new("worst_group_accuracy", Over(static own => own.Min())));
        values.Add(new("adjusted_accuracy", Over(static own => own.Average())));
        for (int group = 0; group < rows.Names.Count; group++)
        {
            values.Add(new($"accuracy|y=0|{rows.Names[group]}", cells[2 * group]));
            values.Add(new($"accuracy|y=1|{rows.Names[group]}", cells[(2 * group) + 1]));
        }
    }
}
