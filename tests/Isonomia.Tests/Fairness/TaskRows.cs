using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// Rows of any task but the binary one, from JSON, of which other row sets can be made: permuted, doubled, weighted.
/// </summary>
internal sealed record TaskRows
{
    internal required string Task { get; init; }

    internal required double[] Weights { get; init; }

    /// <summary>Class labels, or targets, or the precomputed values of segmentation.</summary>
    internal double[] First { get; init; } = [];

    /// <summary>Predictions of a regression.</summary>
    internal double[] Second { get; init; } = [];

    /// <summary>A row of scores each.</summary>
    internal double[][] Scores { get; init; } = [];

    /// <summary>A row of labels each (multilabel), NaN unknown.</summary>
    internal double[][] Labels { get; init; } = [];

    internal int ClassCount { get; init; }

    internal int Count => Weights.Length;

    internal static TaskRows Read(string task, JsonElement input)
    {
        string first =
            task switch { "multiclass" => "label", "regression" => "target", "segmentation" => "value", _ => "score" };
        int count = input.GetProperty(first).GetArrayLength();
        return new TaskRows
        {
            Task = task,
            Weights = input.TryGetProperty("weight", out JsonElement weights)
                ? weights.Numbers()
                : [.. Enumerable.Repeat(1.0, count)],
            First = task == "multilabel" ? [] : input.Numbers(first),
            Second = task == "regression" ? input.Numbers("prediction") : [],
            Scores = task is "multiclass" or "multilabel" ? input.Matrix("score") : [],
            Labels = task == "multilabel" ? input.Matrix("label") : [],
            ClassCount = task == "multiclass" ? input.GetProperty("class_count").GetInt32() : 0,
        };
    }

    /// <summary>The rows with these indices, in this order; an index may repeat.</summary>
    internal TaskRows Take(IReadOnlyList<int> rows, IReadOnlyList<double>? weights = null) => this with
    {
        Weights = weights is null ? [.. rows.Select(i => Weights[i])] : [.. weights],
        First = Pick(First, rows),
        Second = Pick(Second, rows),
        Scores = Pick(Scores, rows),
        Labels = Pick(Labels, rows),
    };

    internal Statistic Compute(Metric metric) => metric.Kernel switch
    {
        MetricKernel.OfMulticlassRows kernel => kernel.Compute(Multiclass()),
        MetricKernel.OfMultilabelRows kernel => kernel.Compute(Multilabel()),
        MetricKernel.OfRegressionRows kernel => kernel.Compute(
            new RegressionRows { Targets = First, Predictions = Second, Weights = Weights }),
        MetricKernel.OfSegmentationScores kernel => kernel.Compute(First, Weights),
        _ => throw new InvalidOperationException($"'{metric.Id}' is of another task."),
    };

    internal MulticlassRows Multiclass() => new()
    {
        ClassCount = ClassCount,
        Labels = First.Select(label => (int)label).ToArray(),
        Decisions = Scores.Select(row => Array.IndexOf(row, row.Max())).ToArray(),
        Scores = Scores.SelectMany(row => row).ToArray(),
        Weights = Weights,
        Orders = Orders(ClassCount),
    };

    internal MultilabelRows Multilabel()
    {
        int labels = Scores[0].Length;
        return new MultilabelRows
        {
            LabelCount = labels,
            Labels = Columns(labels, l => Labels.Select(row => row[l] is 0 or 1 ? (sbyte)row[l] : (sbyte)-1)),
            Scores = Columns(labels, l => Scores.Select(row => row[l])),
            Orders = Orders(labels),
            Weights = Weights,
            Rule = DecisionRule.Default,
        };
    }

    private int[] Orders(int columns) =>
        Columns(columns, c => Enumerable.Range(0, Count).OrderBy(i => Scores[i][c]));

    private static T[] Columns<T>(int count, Func<int, IEnumerable<T>> column) =>
        [.. Enumerable.Range(0, count).SelectMany(column)];

    private static T[] Pick<T>(T[] values, IReadOnlyList<int> rows) =>
        values.Length == 0 ? values : [.. rows.Select(i => values[i])];
}
