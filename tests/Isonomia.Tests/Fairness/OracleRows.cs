using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The rows of an oracle case, handed to the public kernels group by group.</summary>
internal sealed record OracleRows(double[] Scores, sbyte[] Labels, double[] Weights, string?[] Groups)
{
    /// <summary>The group others are compared with; the first by name where none is given.</summary>
    internal string? Reference { get; init; }

    internal static OracleRows Of(JsonElement inputs)
    {
        sbyte[] labels = [.. inputs.GetProperty("y_true").EnumerateArray().Select(label => label.GetSByte())];
        double[] scores = inputs.TryGetProperty("score", out JsonElement s)
            ? [.. s.EnumerateArray().Select(score => score.GetDouble())]
            : [.. inputs.GetProperty("y_pred").EnumerateArray().Select(decision => decision.GetDouble())];
        double[] weights = inputs.TryGetProperty("weight", out JsonElement w)
            ? [.. w.EnumerateArray().Select(weight => weight.GetDouble())]
            : [.. labels.Select(_ => 1.0)];
        string?[] groups = inputs.TryGetProperty("group", out JsonElement g)
            ? [.. g.EnumerateArray().Select(group => group.ValueKind == JsonValueKind.Null ? null : group.ToString())]
            : [.. labels.Select(_ => (string?)"all")];
        return new OracleRows(scores, labels, weights, groups);
    }

    internal string[] GroupNames => [.. Groups.OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    internal OracleRows In(string group) => group == "__overall__" ? this : Take([.. Rows(group)]);

    internal OracleRows In(params string[] groups) =>
        Take([.. Enumerable.Range(0, Groups.Length).Where(row => groups.Contains(Groups[row]))]);

    internal Statistic Compute(Metric metric, DecisionRule rule)
    {
        int[] order = [.. Enumerable.Range(0, Scores.Length).OrderBy(row => Scores[row])];
        OracleRows sorted = Take(order);
        BinaryRows rows = new()
        {
            Scores = sorted.Scores,
            Labels = sorted.Labels,
            Weights = sorted.Weights,
            Rule = rule,
        };
        return metric.Kernel switch
        {
            MetricKernel.OfBinarySummary kernel => kernel.Compute(BinarySummary.Compute(rows)),
            MetricKernel.OfBinaryRows kernel => kernel.Compute(rows),
            _ => throw new InvalidOperationException($"{metric.Id} is not a binary metric."),
        };
    }

    internal Statistic Aggregate(Metric metric, Disparity disparity, DecisionRule rule)
    {
        double[] values = [.. GroupNames.Select(group => In(group).Compute(metric, rule).ValueOrNaN)];
        return disparity.Compute(new GroupValues
        {
            Values = values,
            Sizes = [.. GroupNames.Select(group => In(group).Weights.Sum())],
            Overall = Compute(metric, rule).ValueOrNaN,
            Reference = Reference is null ? 0 : Array.IndexOf(GroupNames, Reference),
            Better = metric.Better,
        });
    }

    internal Statistic Evaluate(Criterion criterion, DecisionRule rule) => criterion.Combination.Compute(
        [.. criterion.Parts.Select(part => Aggregate(part.Metric, part.Disparity, rule))]);

    internal static void Equal(double expected, Statistic actual, double tolerance, string place) => Assert.True(
        actual.IsDefined && Math.Abs(actual.Value - expected) <= tolerance,
        $"{place}: expected {expected:R}, found {actual}.");

    internal OracleRows Take(int[] rows) => this with
    {
        Scores = [.. rows.Select(row => Scores[row])],
        Labels = [.. rows.Select(row => Labels[row])],
        Weights = [.. rows.Select(row => Weights[row])],
        Groups = [.. rows.Select(row => Groups[row])],
    };

    private IEnumerable<int> Rows(string group) =>
        Enumerable.Range(0, Groups.Length).Where(row => Groups[row] == group);
}
