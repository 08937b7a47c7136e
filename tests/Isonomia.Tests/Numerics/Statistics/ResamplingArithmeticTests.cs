using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Intervals from given replicates: BCa, max-T, corrected gaps.</summary>
public sealed class ResamplingArithmeticTests
{
    [SkippableFact]
    public void Bca_matches_the_reference_on_given_replicates()
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        foreach (JsonElement entry in oracle.Cases.Where(
                c => c.GetProperty("id").GetString()!.StartsWith("bca_from", StringComparison.Ordinal)))
        {
            JsonElement inputs = entry.GetProperty("inputs");
            JsonElement expected = entry.GetProperty("expected");
            double theta = inputs.Number("theta");
            double[] replicates = inputs.Numbers("replicates");
            double a = BootstrapInterval.Acceleration(inputs.Numbers("jackknife"));
            Assert.Equal(expected.Number("acceleration"), a, 1e-8);
            Assert.Equal(expected.Number("z0"), BootstrapInterval.BiasCorrection(theta, replicates).Value, 1e-8);
            Compare(expected, "bca95", BootstrapInterval.Bca(theta, replicates, a, 0.95).Interval);
            Compare(expected, "bca90", BootstrapInterval.Bca(theta, replicates, a, 0.90).Interval);
            Compare(expected, "percentile95", BootstrapInterval.Percentile(replicates, 0.95));
            Compare(expected, "basic95", BootstrapInterval.Basic(theta, replicates, 0.95));
            Compare(expected, "normal95", BootstrapInterval.Normal(theta, replicates, 0.95));
        }
    }

    /// <summary>Jackknife values in order of the patients, whose strata are their groups.</summary>
    [SkippableTheory]
    [InlineData("tpr_A_minus_B")]
    [InlineData("auroc")]
    [InlineData("auroc_gap")]
    public void The_acceleration_of_a_stratified_bootstrap_matches_the_reference(string statistic)
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        JsonElement rows = oracle["explicit_patient_counts"].GetProperty("inputs");
        string?[] patients = rows.Texts("patient");
        string?[] groups = rows.Texts("group");
        int[] strata =
            [.. rows.Texts("patient_order").Select(patient => groups[Array.IndexOf(patients, patient)]![0] - 'A')];
        double[] jackknife = oracle[$"bca_from_given_replicates_{statistic}"]
            .GetProperty("inputs")
            .Numbers("jackknife");
        double expected = oracle["reference_20000_replicates"].GetProperty("expected")
            .GetProperty("patient_stratified_by_group").GetProperty(statistic).Number("acceleration");
        Assert.Equal(expected, BootstrapInterval.Acceleration(jackknife, strata), 1e-8);
    }

    [SkippableFact]
    public void Bca_matches_scipy_on_the_mean_of_25()
    {
        JsonElement entry = OracleFile.Open("fairness/bootstrap.json")["bca_mean_of_25"];
        JsonElement inputs = entry.GetProperty("inputs");
        double a = BootstrapInterval.Acceleration(inputs.Numbers("jackknife"));
        Compare(
            entry.GetProperty("expected"),
            "bca95_first_999",
            BootstrapInterval.Bca(inputs.Number("theta"), inputs.Numbers("replicates_first_999"), a, 0.95).Interval);
    }

    [SkippableFact]
    public void Bca_is_undefined_where_all_replicates_lie_on_one_side()
    {
        JsonElement entry = OracleFile.Open("fairness/bootstrap.json")["bca_degenerate"];
        JsonElement inputs = entry.GetProperty("inputs");
        double a = BootstrapInterval.Acceleration(inputs.Numbers("jackknife"));
        BcaInterval bca = BootstrapInterval.Bca(inputs.Number("theta"), inputs.Numbers("replicates"), a, 0.95);
        Assert.Null(bca.Interval);
        Assert.Equal(UndefinedReason.BcaDegenerate, bca.Reason);
        Compare(entry.GetProperty("expected"), "percentile95", bca.Percentile);
    }

    [SkippableFact]
    public void MaxT_matches_the_reference_on_given_replicates()
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        (double[] estimates, double[][] series) = MaxTInputs(oracle);
        JsonElement expected = oracle["max_t_simultaneous"].GetProperty("expected");
        (double[] contrasts, double[][] replicates) = Pairs(estimates, series);
        MaxTFamily family = MaxT.Of(contrasts, replicates, 0.95);
        Assert.Equal(expected.Number("critical_value"), family.Critical, 1e-10);
        double[] low = expected.Numbers("lower");
        double[] high = expected.Numbers("upper");
        double[] p = expected.Numbers("adjusted_p");
        for (int q = 0; q < contrasts.Length; q++)
        {
            Assert.Equal(expected.Numbers("contrast")[q], contrasts[q], 1e-12);
            Assert.Equal(low[q], family.Intervals[q].Low, 1e-10);
            Assert.Equal(high[q], family.Intervals[q].High, 1e-10);
            Assert.Equal(p[q], family.P[q], 1e-12);
        }

        Assert.Equal(expected.Number("gap_lower"), family.Gap!.Value.Low, 1e-10);
        Assert.Equal(expected.Number("gap_upper"), family.Gap!.Value.High, 1e-10);
    }

    [SkippableFact]
    public void Corrected_gaps_match_the_reference()
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        JsonElement moments = oracle["gap_bias_corrections_from_moments"];
        Check(
            moments.GetProperty("expected"),
            Heterogeneity.Of(
                moments.GetProperty("inputs").Numbers("estimates"),
                moments.GetProperty("inputs").Numbers("variances"))!);
        (double[] estimates, _) = MaxTInputs(oracle);
        JsonElement expected = oracle["gap_bias_corrections"].GetProperty("expected");
        Check(expected, Heterogeneity.Of(estimates, expected.Numbers("variances"))!);
    }

    [Fact]
    public void A_contrast_that_cannot_vary_but_is_not_zero_has_no_interval()
    {
        MaxTFamily family = MaxT.Of([0.5], [[0.5, 0.5, 0.5]], 0.95);
        Assert.Equal(UndefinedReason.BoundaryEstimate, family.Reason);
        Assert.Null(family.Gap);
    }

    [Fact]
    public void Too_many_undefined_replicates_leave_no_interval()
    {
        double[] series = [.. Enumerable.Range(0, 100).Select(i => i < 6 ? double.NaN : i)];
        Assert.Equal(UndefinedReason.UnstableResamples, MaxT.Of([50], [series], 0.95).Reason);
    }

    private static void Check(JsonElement expected, Heterogeneity actual)
    {
        Assert.Equal(expected.Number("Q"), actual.Q, 1e-9);
        Assert.Equal(expected.Number("dersimonian_laird_tau2"), actual.TauSquared, 1e-12);
        Assert.Equal(expected.Number("I2"), actual.ISquared, 1e-12);
        Assert.Equal(expected.Number("between_variance_double_corrected"), actual.BetweenVariance, 1e-12);
        Assert.Equal(expected.Number("gap_shrunk"), actual.ShrunkGap, 1e-12);
        double[] shrunk = expected.Numbers("shrunk_estimates");
        for (int i = 0; i < shrunk.Length; i++)
        {
            Assert.Equal(shrunk[i], actual.Shrunk[i], 1e-12);
        }
    }

    private static (double[] Estimates, double[][] Replicates) MaxTInputs(OracleFile oracle)
    {
        JsonElement inputs = oracle["max_t_simultaneous"].GetProperty("inputs");
        string[] groups = [.. inputs.GetProperty("groups").EnumerateArray().Select(g => g.GetString()!)];
        JsonElement estimates = inputs.GetProperty("estimates");
        JsonElement replicates = inputs.GetProperty("replicates");
        double[] points = estimates.ValueKind == JsonValueKind.Array
            ? estimates.Numbers()
            : [.. groups.Select(g => estimates.Number(g))];
        double[][] rows = [.. replicates.EnumerateArray().Select(row => row.Numbers())];
        return (points, [.. Enumerable.Range(0, groups.Length).Select(g => rows.Select(row => row[g]).ToArray())]);
    }

    private static (double[] Contrasts, double[][] Replicates) Pairs(double[] estimates, double[][] series)
    {
        List<double> contrasts = [];
        List<double[]> replicates = [];
        for (int a = 0; a < estimates.Length; a++)
        {
            for (int b = a + 1; b < estimates.Length; b++)
            {
                contrasts.Add(estimates[a] - estimates[b]);
                replicates.Add([.. series[a].Zip(series[b], (x, y) => x - y)]);
            }
        }

        return ([.. contrasts], [.. replicates]);
    }

    private static void Compare(JsonElement expected, string name, Interval? actual)
    {
        double[] ends = expected.Numbers(name);
        Assert.Equal(ends[0], actual!.Value.Low, 1e-8);
        Assert.Equal(ends[1], actual!.Value.High, 1e-8);
    }
}
