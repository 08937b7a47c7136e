using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Multiclass numbers against scikit-learn.</summary>
public sealed class MulticlassOracleTests
{
    private const double Tolerance = 1e-10;

    private static readonly Dictionary<string, string> MetricOfKey = new()
    {
        ["accuracy"] = "accuracy@multiclass",
        ["balanced_accuracy"] = "balanced_accuracy@multiclass",
        ["macro_recall"] = "balanced_accuracy@multiclass",
        ["macro_f1"] = "f1@macro",
        ["weighted_f1"] = "f1@weighted",
        ["micro_f1"] = "f1@micro",
        ["macro_precision"] = "precision@macro",
        ["auroc_ovr_macro"] = "auroc@ovr_macro",
        ["auroc_ovr_weighted"] = "auroc@ovr_weighted",
        ["auroc_ovo_macro_hand_till"] = "auroc@ovo_macro",
        ["cohen_kappa"] = "cohen_kappa@multiclass",
        ["quadratic_kappa"] = "cohen_kappa@quadratic",
        ["mcc"] = "mcc@multiclass",
        ["log_loss"] = "log_loss@multiclass",
        ["brier_multiclass_sum"] = "brier@multiclass",
        ["ece_toplabel_fixed01"] = "ece@toplabel_multiclass",
        ["ece_classwise"] = "ece@classwise",
    };

    [SkippableTheory]
    [InlineData("overall")]
    [InlineData("A")]
    [InlineData("B")]
    public void Every_number_of_three_classes_matches(string group)
    {
        JsonElement entry = Oracle()["multiclass_three_classes"];
        TaskRows rows = Group(entry, group);
        var matrix = ConfusionMatrix.Of(rows.Multiclass());
        int compared = 0;
        foreach (JsonProperty expected in entry.GetProperty("expected").GetProperty(group).EnumerateObject())
        {
            compared++;
            if (MetricOfKey.TryGetValue(expected.Name, out string? id))
            {
                Assert.Equal(expected.Value.GetDouble(), rows.Compute(Metric.All[id]).Value, Tolerance);
                continue;
            }

            if (expected.Name == "confusion")
            {
                double[][] cells = [.. expected.Value.EnumerateArray().Select(row => row.Numbers())];
                Assert.All(
                    Enumerable.Range(0, 9),
                    cell => Assert.Equal(cells[cell / 3][cell % 3], matrix[cell / 3, cell % 3]));
                continue;
            }

            double[] values = expected.Value.Numbers();
            Assert.All(
                Enumerable.Range(0, 3),
                k => Assert.Equal(values[k], PerClass(expected.Name, rows, matrix, k).Value, Tolerance));
        }

        Assert.Equal(23, compared);
    }

    [SkippableFact]
    public void Every_parity_form_of_three_classes_matches()
    {
        JsonElement entry = Oracle()["multiclass_three_classes"];
        JsonElement expected = entry.GetProperty("expected").GetProperty("fairness");
        ConfusionMatrix[] groups = [Matrix(entry, "A"), Matrix(entry, "B")];
        void Check(string key, Statistic actual) => Assert.Equal(expected.Number(key), actual.Value, Tolerance);
        Check("dp_difference_max_over_classes", MulticlassParity.DemographicParityMaxClass(groups));
        Check("dp_difference_mean_over_classes", MulticlassParity.DemographicParityMeanClass(groups));
        Check("dp_total_variation", MulticlassParity.DemographicParityTotalVariation(groups));
        Check("eopp_difference_max_over_classes", MulticlassParity.EqualOpportunityMaxClass(groups));
        Check("eopp_difference_mean_over_classes", MulticlassParity.EqualOpportunityMeanClass(groups));
        Check("eod_ovr_worst_case", MulticlassParity.EqualizedOddsWorstCase(groups));
        Check("eod_ovr_mean", MulticlassParity.EqualizedOddsMean(groups));
        Check("eod_full_confusion_max", MulticlassParity.FullEqualizedOddsMax(groups));
        Check("eod_full_confusion_mean", MulticlassParity.FullEqualizedOddsMean(groups));
        double[] terms = [.. expected.Matrix("termwise_confusion").SelectMany(row => row)];
        Assert.Equal(
            terms,
            MulticlassParity.ConfusionGaps(groups).Select(gap => gap.Value),
            (a, b) => Math.Abs(a - b) < Tolerance);
    }

    [SkippableFact]
    public void A_class_a_group_lacks_is_missing_there()
    {
        JsonElement entry = Oracle()["multiclass_group_lacks_class"];
        TaskRows rows = Group(entry, "B");
        var matrix = ConfusionMatrix.Of(rows.Multiclass());
        JsonElement expected = entry.GetProperty("expected").GetProperty("B");
        double[] recalls = expected.Numbers("recall_per_class");
        double[] aurocs = expected.Numbers("auroc_per_class");
        Assert.Equal(recalls, Enumerable.Range(0, 3).Select(k => matrix.Recall(k).ValueOrNaN), Close);
        Assert.Equal(
            aurocs, Enumerable.Range(0, 3).Select(k => OneVersusRest.Auroc(rows.Multiclass(), k).ValueOrNaN), Close);
        Assert.Equal(UndefinedReason.MissingClass, OneVersusRest.Auroc(rows.Multiclass(), 2).Reason);
        Assert.Equal([2], matrix.MissingClasses);
        Assert.Equal(
            expected.Number("macro_recall_over_present"),
            rows.Compute(Metric.All["balanced_accuracy@multiclass"]).Value, Tolerance);
        Assert.Equal(UndefinedReason.MissingClass, rows.Compute(Metric.All["auroc@ovr_macro"]).Reason);
    }

    [Fact]
    public void A_rate_only_one_group_has_does_not_enter_a_parity_form()
    {
        var full = ConfusionMatrix.Of(2, [0, 0, 1, 1], [0, 1, 1, 1]);
        var lacking = ConfusionMatrix.Of(2, [0, 0], [0, 0]);
        Assert.Equal(0.5, MulticlassParity.EqualOpportunityMeanClass([full, lacking]).Value);
        Assert.Equal(UndefinedReason.SingleGroup, MulticlassParity.EqualOpportunityMaxClass([full]).Reason);
    }

    private static bool Close(double a, double b) => a.Equals(b) || Math.Abs(a - b) < Tolerance;

    private static OracleFile Oracle() => OracleFile.Open("fairness/multiclass_multilabel_regression.json");

    private static ConfusionMatrix Matrix(JsonElement entry, string group) =>
        ConfusionMatrix.Of(Group(entry, group).Multiclass());

    private static TaskRows Group(JsonElement entry, string group)
    {
        JsonElement inputs = entry.GetProperty("inputs");
        string?[] groups = inputs.Texts("group");
        TaskRows all = new()
        {
            Task = "multiclass",
            ClassCount = 3,
            First = inputs.Numbers("y_true"),
            Scores = inputs.Matrix("proba"),
            Weights = [.. groups.Select(_ => 1.0)],
        };
        return all.Take([.. Enumerable.Range(0, groups.Length).Where(i => group == "overall" || groups[i] == group)]);
    }

    private static Statistic PerClass(string key, TaskRows rows, ConfusionMatrix matrix, int k) => key switch
    {
        "auroc_per_class" => OneVersusRest.Auroc(rows.Multiclass(), k),
        "ap_per_class" => OneVersusRest.AveragePrecision(rows.Multiclass(), k),
        "recall_per_class" => matrix.Recall(k),
        "fpr_per_class" => matrix.FalsePositiveRate(k),
        "selection_per_class" => matrix.SelectionRate(k),
        _ => throw new InvalidOperationException($"'{key}' is not compared."),
    };
}
