using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Regression numbers against scikit-learn and scipy.</summary>
public sealed class RegressionOracleTests
{
    private const double Tolerance = 1e-10;

    private static readonly Dictionary<string, string> MetricOfKey = new()
    {
        ["bias_mean_error"] = "bias",
        ["concordance_ccc"] = "ccc",
    };

    [SkippableFact]
    public void Every_number_of_three_groups_matches()
    {
        JsonElement entry = Oracle()["regression_three_groups"];
        JsonElement expected = entry.GetProperty("expected");
        Compare(expected.GetProperty("overall"), Group(entry, null));
        foreach (JsonProperty group in expected.GetProperty("by_group").EnumerateObject())
        {
            Compare(group.Value, Group(entry, group.Name));
        }

        foreach (JsonProperty gap in expected.GetProperty("gaps").EnumerateObject())
        {
            double[] values = [.. Groups.Select(group => Group(entry, group).Compute(Of(gap.Name)).Value)];
            Assert.Equal(gap.Value.GetDouble(), values.Max() - values.Min(), Tolerance);
        }
    }

    [SkippableFact]
    public void Group_loss_and_statistical_parity_match()
    {
        JsonElement entry = Oracle()["regression_three_groups"];
        JsonElement expected = entry.GetProperty("expected");
        JsonElement distances = expected.GetProperty("statistical_parity_wasserstein");
        double[][] predictions = [.. Groups.Select(group => Group(entry, group).Second)];
        Assert.Equal(
            distances.Number("A,B"),
            RegressionParity.WassersteinDistance(predictions[0], predictions[1]).Value,
            Tolerance);
        Assert.Equal(
            distances.Number("A,C"),
            RegressionParity.WassersteinDistance(predictions[0], predictions[2]).Value,
            Tolerance);
        FarthestPair farthest = RegressionParity.StatisticalParity(predictions);
        Assert.Equal(distances.Number("B,C"), farthest.Distance.Value, Tolerance);
        Assert.Equal((1, 2), (farthest.First, farthest.Second));
        Statistic loss = RegressionParity.BoundedGroupLoss(
            [
                .. Groups.Select(group => Group(entry, group).Compute(Metric.MeanSquaredError)),
                UndefinedReason.EmptyGroup]);
        Assert.Equal(expected.Number("bounded_group_loss_max_mse"), loss.Value, Tolerance);
    }

    [SkippableFact]
    public void A_constant_target_has_no_explained_share()
    {
        JsonElement entry = Oracle()["regression_constant_target"];
        TaskRows rows = Group(entry, null);
        Assert.Equal(
            entry.GetProperty("expected").Number("mae"), rows.Compute(Metric.MeanAbsoluteError).Value, Tolerance);
        Assert.Equal(UndefinedReason.ConstantTarget, rows.Compute(Metric.DeterminationCoefficient).Reason);
        Assert.Equal(UndefinedReason.ConstantTarget, rows.Compute(Metric.PearsonCorrelation).Reason);
    }

    [Fact]
    public void The_distance_of_weighted_samples_is_that_of_their_copies()
    {
        Statistic weighted = RegressionParity.WassersteinDistance([1, 5], [2, 3, 9], [3, 1], [1, 0, 1]);
        Statistic copied = RegressionParity.WassersteinDistance([1, 1, 1, 5], [2, 9]);
        Assert.Equal(copied.Value, weighted.Value, 1e-12);
        Assert.Equal(UndefinedReason.EmptyGroup, RegressionParity.WassersteinDistance([1], []).Reason);
    }

    private static string[] Groups => ["A", "B", "C"];

    private static OracleFile Oracle() => OracleFile.Open("fairness/multiclass_multilabel_regression.json");

    private static Metric Of(string key) => Metric.All[MetricOfKey.GetValueOrDefault(key, key)];

    private static void Compare(JsonElement expected, TaskRows rows) =>
        Assert.All(
            expected.EnumerateObject(),
            key => Assert.Equal(key.Value.GetDouble(), rows.Compute(Of(key.Name)).Value, Tolerance));

    private static TaskRows Group(JsonElement entry, string? group)
    {
        JsonElement inputs = entry.GetProperty("inputs");
        double[] targets = inputs.Numbers("y_true");
        TaskRows all = new()
        {
            Task = "regression",
            First = targets,
            Second = inputs.Numbers("y_pred"),
            Weights = [.. targets.Select(_ => 1.0)],
        };
        return group is null
            ? all
            : all.Take(
                [
                    .. inputs.Texts("group")
                    .Select((name, row) => (name, row))
                    .Where(pair => pair.name == group)
                    .Select(pair => pair.row)]);
    }
}
