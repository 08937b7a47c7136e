using System.Text.Json;
using Isonomia.Fairness;

namespace Isonomia.Tests;

/// <summary>Multilabel numbers with unknown labels against scikit-learn.</summary>
public sealed class MultilabelOracleTests
{
    private const double Tolerance = 1e-10;

    [SkippableTheory]
    [InlineData("overall")]
    [InlineData("A")]
    [InlineData("B")]
    public void Every_number_matches(string group)
    {
        JsonElement entry = Oracle();
        JsonElement expected = entry.GetProperty("expected").GetProperty(group);
        TaskRows rows = Group(entry, group);
        LabelValues auroc = MultilabelMetric.PerLabel(Metric.Auroc, rows.Multilabel());
        Assert.Equal(expected.Numbers("auroc"), auroc.Values.Select(value => value.ValueOrNaN), Close);
        Assert.Equal(
            expected.Numbers("ap"),
            MultilabelMetric.PerLabel(Metric.AveragePrecision, rows.Multilabel())
                .Values.Select(value => value.ValueOrNaN),
            Close);
        for (int label = 0; label < 4; label++)
        {
            BinaryRows known = MultilabelMetric.Known(rows.Multilabel(), label);
            Assert.Equal(expected.Numbers("n")[label], known.Count);
            Assert.Equal(expected.Numbers("n_pos")[label], known.Labels.Count((sbyte)1));
        }

        Assert.Equal(expected.GetProperty("labels_defined").GetInt32(), auroc.DefinedCount);
        Assert.Equal(
            expected.Number("macro_auroc_over_defined"),
            rows.Compute(Metric.All["auroc@multilabel_macro"]).Value,
            Tolerance);
        Assert.Equal(
            expected.Number("micro_auroc"), rows.Compute(Metric.All["auroc@multilabel_micro"]).Value, Tolerance);
        Assert.Equal(expected.Number("hamming_loss"), rows.Compute(Metric.All["hamming_loss"]).Value, Tolerance);
        Assert.Equal(
            expected.Number("subset_accuracy_complete_rows"),
            rows.Compute(Metric.All["subset_accuracy"]).Value,
            Tolerance);
    }

    [SkippableFact]
    public void Gaps_of_each_label_match()
    {
        JsonElement entry = Oracle();
        JsonElement expected = entry.GetProperty("expected");
        LabelValues gaps = MultilabelMetric.Gaps(
        [
            MultilabelMetric.PerLabel(Metric.Auroc, Group(entry, "A").Multilabel()),
            MultilabelMetric.PerLabel(Metric.Auroc, Group(entry, "B").Multilabel()),
        ]);
        Assert.Equal(expected.Numbers("auroc_gap_per_label"), gaps.Values.Select(value => value.ValueOrNaN), Close);
        Assert.Equal(expected.Number("auroc_gap_macro_over_defined"), gaps.Macro.Value, Tolerance);
        Assert.Equal(expected.Number("auroc_gap_worst"), gaps.Worst.Value, Tolerance);
    }

    [Fact]
    public void Any_binary_metric_has_a_multilabel_form()
    {
        TaskRows rows = TaskRows.Read("multilabel", GoldenCase.Load("Fairness", "auroc@multilabel_macro")[0].Input);
        Metric reduced = MultilabelMetric.Reduce(Metric.FalsePositiveRate, LabelReduction.Worst);
        Assert.Equal("fpr@multilabel_worst", reduced.Id);
        Assert.Equal(0.5, rows.Compute(reduced).Value);
        Assert.Throws<ArgumentException>(() => MultilabelMetric.Reduce(Metric.MeanAbsoluteError, LabelReduction.Macro));
    }

    private static bool Close(double a, double b) => a.Equals(b) || Math.Abs(a - b) < Tolerance;

    private static JsonElement Oracle() =>
        OracleFile.Open("fairness/multiclass_multilabel_regression.json")["multilabel_with_unknown"];

    private static TaskRows Group(JsonElement entry, string group)
    {
        JsonElement inputs = entry.GetProperty("inputs");
        string?[] groups = inputs.Texts("group");
        TaskRows all = new()
        {
            Task = "multilabel",
            Labels = inputs.Matrix("y_true"),
            Scores = inputs.Matrix("score"),
            Weights = [.. groups.Select(_ => 1.0)],
        };
        return all.Take([.. Enumerable.Range(0, groups.Length).Where(i => group == "overall" || groups[i] == group)]);
    }
}
