using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Isonomia.Robustness;

namespace Isonomia.Tests;

public sealed class ShiftOracleTests
{
    private static OracleFile Oracle => OracleFile.Open("fairness/shift_efficiency_hallucination.json");

    [SkippableFact]
    public void The_decomposition_matches()
    {
        JsonElement entry = Oracle["kitagawa_decomposition"];
        JsonElement[] a = [.. entry.GetProperty("inputs").GetProperty("A").EnumerateObject().Select(p => p.Value)];
        JsonElement[] b = [.. entry.GetProperty("inputs").GetProperty("B").EnumerateObject().Select(p => p.Value)];
        Kitagawa found = Kitagawa.Of(
            [.. a.Select(s => s.Number("share"))], [.. a.Select(s => s.Number("rate"))],
            [.. b.Select(s => s.Number("share"))], [.. b.Select(s => s.Number("rate"))])!;
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("overall_A"), found.First, 1e-9);
        Assert.Equal(expected.Number("overall_B"), found.Second, 1e-9);
        Assert.Equal(expected.Number("difference"), found.Difference, 1e-9);
        Assert.Equal(expected.Number("composition_effect"), found.Composition, 1e-9);
        Assert.Equal(expected.Number("rate_effect"), found.Rate, 1e-9);
        Assert.Null(Kitagawa.Of([0.5, 0.5], [0.1, double.NaN], [1, 0], [0.2, 0.3]));
    }

    [SkippableFact]
    public void Prevalence_transport_matches()
    {
        JsonElement entry = Oracle["prevalence_transport"];
        JsonElement inputs = entry.GetProperty("inputs");
        foreach ((double prevalence, JsonElement expected) in inputs.Numbers("prevalence")
            .Zip(entry.GetProperty("expected").EnumerateArray()))
        {
            PrevalenceTransport found = PrevalenceTransport.Of(inputs.Number("tpr"), inputs.Number("fpr"), prevalence);
            Assert.Equal(expected.Number("ppv"), found.PositivePredictiveValue.Value, 1e-9);
            Assert.Equal(expected.Number("npv"), found.NegativePredictiveValue.Value, 1e-9);
            Assert.Equal(expected.Number("accuracy"), found.Accuracy, 1e-9);
        }

        Assert.Equal(UndefinedReason.NoPredictedPositives,
            PrevalenceTransport.Of(0, 0, 0.5).PositivePredictiveValue.Reason);
    }

    [SkippableFact]
    public void The_shift_of_groups_matches()
    {
        JsonElement entry = Oracle["shift_audit_ab"];
        JsonProperty[] a = [.. entry.GetProperty("inputs").GetProperty("A").EnumerateObject()];
        GroupOrderShift found = GroupOrderShift.Of(
            [.. a.Select(p => p.Name)], [.. a.Select(p => p.Value.GetDouble())],
            [.. entry.GetProperty("inputs").GetProperty("B").EnumerateObject().Select(p => p.Value.GetDouble())]);
        JsonElement expected = entry.GetProperty("expected");
        foreach ((string group, double change) in found.Groups.Zip(found.Changes))
        {
            Assert.Equal(expected.GetProperty("delta_by_group").Number(group), change, 1e-9);
        }

        Assert.Equal(expected.Number("gap_A"), found.FirstGap.Value, 1e-9);
        Assert.Equal(expected.Number("gap_B"), found.SecondGap.Value, 1e-9);
        Assert.Equal(expected.Number("gap_change"), found.GapChange.Value, 1e-9);
        Assert.Equal(expected.GetProperty("worst_group_A").GetString(), found.FirstWorst);
        Assert.Equal(expected.GetProperty("worst_group_B").GetString(), found.SecondWorst);
        Assert.Equal(expected.GetProperty("worst_group_changed").GetBoolean(), found.IsWorstChanged);
        Assert.Equal(expected.Number("kendall_tau_of_group_order"), found.OrderAgreement.Value, 1e-9);
        Assert.Equal(expected.Number("differential_degradation"), found.DifferentialDegradation.Value, 1e-9);
        Assert.Equal(UndefinedReason.SingleGroup, GroupOrderShift.Of(["a"], [1], [2]).FirstGap.Reason);
    }

    [SkippableFact]
    public void Distances_of_one_number_match()
    {
        JsonElement entry = Oracle["shift_statistics_1d"];
        double[] a = entry.GetProperty("inputs").Numbers("reference");
        double[] b = entry.GetProperty("inputs").Numbers("current");
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("psi"), SampleShift.PopulationStability(a, b).Value, 1e-9);
        Assert.Equal(expected.Number("ks"), KolmogorovSmirnov.Distance(a, b), 1e-9);
        Assert.Equal(expected.Number("wasserstein_1"), RegressionParity.WassersteinDistance(a, b).Value, 1e-9);
        Assert.Equal(expected.Number("energy_distance"), SampleShift.Energy(a, b).Value, 1e-9);
        Assert.Equal(UndefinedReason.EmptyGroup, SampleShift.Energy(a, []).Reason);
        Assert.Equal(UndefinedReason.EmptyGroup, SampleShift.PopulationStability([], b).Reason);
    }

    [SkippableFact]
    public void The_learning_curve_matches()
    {
        JsonElement entry = Oracle["data_efficiency_curve"];
        JsonElement inputs = entry.GetProperty("inputs");
        JsonElement expected = entry.GetProperty("expected");
        double[] shares = inputs.Numbers("fraction");
        double[] metric = inputs.Numbers("metric");
        double[] gap = inputs.Numbers("gap");
        Assert.Equal(expected.Number("alc_metric"), LearningCurve.Area(shares, metric).Value, 1e-9);
        Assert.Equal(expected.Number("alc_gap"), LearningCurve.Area(shares, gap).Value, 1e-9);
        (Statistic grid, Statistic between) = LearningCurve.ShareToMatch(shares, metric, inputs.Number("target"));
        Assert.Equal(expected.Number("fraction_to_match_grid"), grid.Value, 1e-9);
        Assert.Equal(expected.Number("fraction_to_match_interpolated"), between.Value, 1e-9);
        Assert.Equal(expected.Number("gap_slope_per_doubling"), LearningCurve.SlopePerDoubling(shares, gap).Value,
            1e-9);
        Assert.Equal(
            expected.Number("metric_slope_per_doubling"), LearningCurve.SlopePerDoubling(shares, metric).Value, 1e-9);
        Assert.Equal(UndefinedReason.Infeasible, LearningCurve.ShareToMatch(shares, metric, 0.99).Grid.Reason);
    }
}
